import { printable } from '../../bytes/printable.ts';
import { refuse } from '../refusal.ts';

const CREATE_TYPES: ReadonlyMap<string, 'monolithicSparse' | 'streamOptimized'> = new Map([
  ['monolithicsparse', 'monolithicSparse'],
  ['streamoptimized', 'streamOptimized'],
]);
const NO_PARENT = 'ffffffff';
const KEY = /^[^\s="]+$/;
const VALUE = /^"?([^"]*)"?$/;
const EXTENT = /^(RW|RDONLY|NOACCESS)\s+(\d+)\s+(\w+)(?:\s+"([^"]*)")?/i;

export type CreateType = 'monolithicSparse' | 'streamOptimized';

/**
 * Checks the embedded text descriptor ("Virtual Disk Format" 5.0, "The Descriptor File") and names the kind of disk.
 *
 * Everything must be in this one file: one SPARSE extent whose name is a bare name, no parent. QEMU looks for the parent
 * with a plain search through the text, comments included, so the words themselves are refused wherever they are.
 */
export function checkDescriptor(bytes: Buffer): CreateType {
  const nul = bytes.indexOf(0);
  const text = bytes.subarray(0, nul < 0 ? undefined : nul).toString('latin1');
  if (/parentFileNameHint/i.test(bytes.toString('latin1'))) {
    refuse('backing-file', 'The VMDK descriptor names a parent disk.');
  }
  const fields = new Map<string, string>();
  let extents = 0;
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    if (isExtent(line)) {
      checkExtent(line);
      extents += 1;
      continue;
    }
    const [key, value] = statementIn(line);
    setOnce(fields, key.toLowerCase(), value);
  }
  const parent = fields.get('parentcid') ?? NO_PARENT;
  if (parent.toLowerCase() !== NO_PARENT) refuse('backing-file', 'The VMDK descriptor refers to a parent disk.');
  const createType = createTypeOf(fields);
  if (extents !== 1)
    refuse('flat-extent', `The VMDK descriptor names ${extents} extents; only a single one is accepted.`);
  return createType;
}

/** Blanks are taken away first: an expression that looks for them on both sides of a value tries every way to part them. */
function statementIn(line: string): readonly [key: string, value: string] {
  const equals = line.indexOf('=');
  const key = line.slice(0, Math.max(equals, 0)).trim();
  const value = VALUE.exec(line.slice(equals + 1).trim());
  if (KEY.test(key) && value !== null) return [key, value[1] ?? ''];
  return refuse('malformed', `The VMDK descriptor has a line that is no statement: "${quote(line)}".`);
}

function createTypeOf(fields: ReadonlyMap<string, string>): CreateType {
  const found = fields.get('createtype');
  const createType = CREATE_TYPES.get(found?.toLowerCase() ?? '');
  if (createType !== undefined) return createType;
  return refuse(
    found === undefined ? 'malformed' : 'unsupported-variant',
    found === undefined
      ? 'The VMDK descriptor has no createType.'
      : `The VMDK has createType "${quote(found)}"; only monolithicSparse and streamOptimized keep all data in one file.`,
  );
}

function isExtent(line: string): boolean {
  return /^\s*(RW|RDONLY|NOACCESS)\s/i.test(line);
}

function checkExtent(line: string): void {
  const extent = EXTENT.exec(line.trim());
  const [type, name] = [extent?.[3] ?? '', extent?.[4] ?? ''];
  if (type.toUpperCase() !== 'SPARSE' || /[/\\:]/.test(name)) {
    refuse('flat-extent', `The VMDK descriptor reaches for data in another file: "${quote(line)}".`);
  }
}

/** Readers disagree on which of two equal keys counts. `ddb.*` lines are notes for VMware's tools; they may repeat. */
function setOnce(fields: Map<string, string>, key: string, value: string): void {
  if (fields.has(key) && !key.startsWith('ddb.')) {
    refuse('ambiguous', `The VMDK descriptor sets ${quote(key)} twice.`);
  }
  fields.set(key, value);
}

function quote(text: string): string {
  return printable(Buffer.from(text, 'latin1'));
}
