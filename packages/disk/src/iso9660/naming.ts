/** How a tree of directories writes names. */
export interface Naming {
  readonly file: (name: string) => Buffer;
  readonly directory: (name: string) => Buffer;
}

/** Characters of a name with its dot, at interchange level 2 (ECMA-119 7.5.1, 10.2). */
const LONGEST_NAME = 30;
/** As Joliet has it. */
const LONGEST_JOLIET_NAME = 64;
/** What no name has in Joliet (Joliet Specification, "SVD Identifiers"). */
const NOT_IN_JOLIET = /[\p{Cc}*/:;?\\]/u;

/** Capitals, digits and underscores, with one dot and a version: `USER_DATA.;1` (ECMA-119 7.5, 7.6). Linux shows them in small letters. */
export const PRIMARY_NAMES: Naming = {
  file: (name) => {
    const dot = name.lastIndexOf('.');
    const [stem, extension] = dot === -1 ? [name, ''] : [name.slice(0, dot), name.slice(dot + 1)];
    const kept = characters(extension).slice(0, LONGEST_NAME / 2);
    const text = `${characters(stem).slice(0, LONGEST_NAME - kept.length)}.${kept};1`;
    return Buffer.from(text, 'latin1');
  },
  directory: (name) => Buffer.from(characters(name).slice(0, LONGEST_NAME), 'latin1'),
};

/** Names as they are, in two bytes a character, the higher first. */
export const JOLIET_NAMES: Naming = { file: jolietName, directory: jolietName };

function characters(text: string): string {
  return text.toUpperCase().replaceAll(/[^A-Z0-9_]/g, '_');
}

function jolietName(name: string): Buffer {
  if (name === '' || name.length > LONGEST_JOLIET_NAME || NOT_IN_JOLIET.test(name)) {
    throw new RangeError(`"${name}" cannot be the name of a file on a disc`);
  }
  return Buffer.from(name, 'utf16le').swap16();
}
