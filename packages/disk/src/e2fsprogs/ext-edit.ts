/**
 * A change to a file system of the ext family. Nodes are named by their inodes and names are bytes of one component, so
 * that no link is followed, and nothing is a path.
 */
export type ExtEdit =
  /** A regular file is left with no bytes; its inode, owner, mode and attributes stay. */
  | { readonly kind: 'empty'; readonly inode: number }
  /** A name goes, and what it stood for unless that has other names; what is no directory. */
  | { readonly kind: 'remove'; readonly directory: number; readonly name: Buffer }
  | { readonly kind: 'remove-directory'; readonly directory: number; readonly name: Buffer }
  /** A symbolic link; `below` names a directory in between, which is made where it is missing. */
  | {
      readonly kind: 'link';
      readonly directory: number;
      readonly below: Buffer | null;
      readonly name: Buffer;
      readonly target: Buffer;
    };

/** Longest name of an entry ("Linear (Classic) Directories"), and longest target that a link of any block size can have. */
const MAX_NAME = 255;
const MAX_TARGET = 1023;

/** A command ends with its line, whatever quotes are around it. */
const ENDS_LINE = /[\0\n\r]/;

/** Whether `debugfs` can be told of an entry of this name: it reads commands line by line. */
export function isTellable(name: Buffer): boolean {
  const text = name.toString('latin1');
  return isLine(text) && name.length <= MAX_NAME && !text.includes('/') && !['', '.', '..'].includes(text);
}

/**
 * The change as commands of debugfs(8), a line each.
 * @throws RangeError for what is no inode, name or target that it can be told.
 */
export function commandsOf(edit: ExtEdit): string[] {
  switch (edit.kind) {
    case 'empty': {
      const inode = inodeOf(edit.inode);
      // The blocks first: a file that ends before its blocks is damage.
      return [`punch ${inode} 0`, `set_inode_field ${inode} size 0`];
    }
    case 'remove':
      return [`cd ${inodeOf(edit.directory)}`, `rm ${nameOf(edit.name)}`];
    case 'remove-directory':
      return [`cd ${inodeOf(edit.directory)}`, `rmdir ${nameOf(edit.name)}`];
    case 'link': {
      const target = edit.target.toString('latin1');
      if (target === '' || target.length > MAX_TARGET || !isLine(target)) throw new RangeError('no target of a link');
      const below = edit.below === null ? [] : [`mkdir ${nameOf(edit.below)}`, `cd ${nameOf(edit.below)}`];
      return [`cd ${inodeOf(edit.directory)}`, ...below, `symlink ${nameOf(edit.name)} ${quoted(target)}`];
    }
  }
}

function isLine(text: string): boolean {
  return !ENDS_LINE.test(text);
}

function inodeOf(inode: number): string {
  if (Number.isSafeInteger(inode) && inode > 0 && inode < 2 ** 32) return `<${inode}>`;
  throw new RangeError(`${inode} is no inode`);
}

function nameOf(name: Buffer): string {
  if (isTellable(name)) return quoted(name.toString('latin1'));
  throw new RangeError('no name that debugfs can be told');
}

/** As `ss_parse` of e2fsprogs reads it: between quotes everything stands for itself, but a quote is written twice. */
function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
