import { DiskError } from '../../disk-error.ts';

/** A section of LVM's configuration language: names to values and further sections. */
export type Section = ReadonlyMap<string, Value>;
export type Value = Scalar | readonly Scalar[] | Section;
type Scalar = string | number;

/** A group has a section, its volumes one, each volume one, its segments one: four deep, and some to spare. */
const MAX_DEPTH = 8;
const TOKEN = /(?:\s|#[^\n]*\n)*(?:"([^"\\]*(?:\\.[^"\\]*)*)"|([\w.+-]+)|([{}[\],=]))/sy;
const INTEGER = /^-?\d+$/;

/**
 * Parses the text in which LVM2 keeps its metadata (lvm.conf(5), "SYNTAX"): `name { … }`, `name = 1`, `name = "text"`,
 * `name = [ 1, "text" ]`, `# comment`.
 * @throws DiskError `malformed`
 */
export function parseMetadata(text: string): Section {
  const scanner = new RegExp(TOKEN);

  /** `[, quoted, word, mark]`, one of them set; null at the end, and at what is no token. */
  function next(): RegExpExecArray | null {
    return scanner.exec(text);
  }

  function section(depth: number): Section {
    if (depth > MAX_DEPTH) throw broken('its sections are nested too deeply');
    const content = new Map<string, Value>();
    for (;;) {
      const [, , name, mark] = next() ?? [];
      if (name === undefined) {
        if (depth === 0 ? mark === undefined : mark === '}') return content;
        throw broken('a name is missing');
      }
      const [, , , opening] = next() ?? [];
      if (opening !== '{' && opening !== '=') throw broken('a name has no value');
      content.set(name, opening === '{' ? section(depth + 1) : value());
    }
  }

  function value(): Scalar | readonly Scalar[] {
    const token = next();
    if (token?.[3] !== '[') return scalar(token);
    const list: Scalar[] = [];
    for (let item = next(); item?.[3] !== ']'; item = next()) {
      if (item?.[3] !== ',') list.push(scalar(item));
    }
    return list;
  }

  return section(0);
}

function scalar(token: RegExpExecArray | null): Scalar {
  const [, quoted, word] = token ?? [];
  if (quoted !== undefined) return quoted.replaceAll(/\\(.)/gs, '$1');
  if (word !== undefined && INTEGER.test(word)) return Number(word);
  throw broken('a value is missing');
}

function broken(what: string): DiskError {
  return new DiskError('malformed', `The metadata of the LVM volume group can't be read: ${what}.`);
}
