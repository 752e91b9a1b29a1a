import { DiskError } from '../disk-error.ts';
import type { FileNode } from './file-system.ts';

/** The file type in `st_mode` (POSIX `S_IFMT`, with the values that every Unix gives it). */
const TYPE_MASK = 0o170000;
const KINDS: Readonly<Record<number, FileNode['kind']>> = {
  0o100000: 'file',
  0o040000: 'directory',
  0o120000: 'link',
  0o010000: 'special',
  0o020000: 'special',
  0o060000: 'special',
  0o140000: 'special',
};

/** What a node with this `st_mode` is. @throws DiskError `malformed` for a type that does not exist. */
export function nodeKind(mode: number): FileNode['kind'] {
  const kind = KINDS[mode & TYPE_MASK];
  if (kind === undefined) throw new DiskError('malformed', `A file has the unknown mode 0${mode.toString(8)}.`);
  return kind;
}

/** The permission bits of `st_mode`, with set-id and sticky bits. */
export function permissions(mode: number): number {
  return mode & 0o7777;
}
