import { DiskError } from '../disk-error.ts';

/**
 * A part of XML 1.0 that is enough for descriptions of appliances, read strictly: elements, attributes, text. What other
 * programs were attacked by is refused and not skipped: document types, and entities beside the five that are built in.
 */
export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  /** By names without their prefixes. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Its own text, without that of its children and without blanks around it. */
  readonly text: string;
}

const MAX_DEPTH = 64;
const MAX_ELEMENTS = 100_000;

const NAME = String.raw`[A-Za-z_][\w.:-]*`;
const ATTRIBUTES = String.raw`(?:\s+${NAME}\s*=\s*(?:"[^"<]*"|'[^'<]*'))*`;
const TOKEN = new RegExp(
  [
    String.raw`<!--(?:(?!--)[^])*-->`,
    String.raw`<\?(?:(?!\?>)[^])*\?>`,
    String.raw`<!\[CDATA\[(?<cdata>(?:(?!\]\]>)[^])*)\]\]>`,
    `<(?<open>${NAME})(?<attributes>${ATTRIBUTES})\\s*(?<empty>/?)>`,
    `</(?<close>${NAME})\\s*>`,
    '(?<text>[^<]+)',
  ].join('|'),
  'y',
);
const ATTRIBUTE = new RegExp(`(${NAME})\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'g');
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** An element that is being read. */
interface Open {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  text: string;
}

/** @returns the root. @throws DiskError `malformed`, `limit-exceeded`. */
export function parseXml(source: string): XmlElement {
  const document: Open = { tag: '', attributes: new Map(), children: [], text: '' };
  const path: Open[] = [document];
  let elements = 0;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const token = TOKEN.exec(source)?.groups;
    const current = path.at(-1);
    if (!token || !current) throw malformed('something in it is no element, attribute or text');
    const { cdata, open, attributes = '', empty, close, text } = token;
    if (text !== undefined || cdata !== undefined) {
      current.text += cdata ?? decoded(text ?? '');
    } else if (open !== undefined) {
      elements += 1;
      if (elements > MAX_ELEMENTS || path.length > MAX_DEPTH) {
        throw new DiskError('limit-exceeded', 'The description in the OVA is larger than that of any machine.');
      }
      const begun: Open = { tag: open, attributes: attributesOf(attributes), children: [], text: '' };
      if (empty === '/') current.children.push(elementOf(begun));
      else path.push(begun);
    } else if (close !== undefined) {
      const parent = path.at(-2);
      if (!parent || current.tag !== close) throw malformed(`</${close}> ends nothing`);
      path.pop();
      parent.children.push(elementOf(current));
    }
  }
  const [root, more] = document.children;
  if (path.length !== 1 || !root || more || document.text.trim() !== '') throw malformed('it is not one element');
  return root;
}

function elementOf({ tag, attributes, children, text }: Open): XmlElement {
  return { name: localName(tag), attributes, children, text: text.trim() };
}

function attributesOf(source: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single] of source.matchAll(ATTRIBUTE)) {
    if (name === 'xmlns' || name.startsWith('xmlns:')) continue;
    if (attributes.has(localName(name))) throw malformed(`an element has two attributes ${localName(name)}`);
    attributes.set(localName(name), decoded(double ?? single ?? ''));
  }
  return attributes;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function decoded(text: string): string {
  return text.replaceAll(/&([^;&]*);?/g, (_, name: string) => {
    const [, hex, decimal] = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/.exec(name) ?? [];
    const code = hex !== undefined ? Number.parseInt(hex, 16) : Number(decimal ?? Number.NaN);
    if (code > 0 && code <= 0x10ffff) return String.fromCodePoint(code);
    const known = Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined;
    if (known === undefined) throw malformed('it has an entity that is not built in');
    return known;
  });
}

function malformed(why: string): DiskError {
  return new DiskError('malformed', `The description in the OVA is not the XML that it should be: ${why}.`);
}
