import { uint64LE } from '../../bytes/uint64.ts';
import { DiskError } from '../../disk-error.ts';
import { parseReference, type FileReference } from './file-reference.ts';

const INDEX_HEADER = 16;
const ENTRY_HEADER = 16;
const FLAG = { HAS_CHILD: 1, LAST: 2 };
const CHILD = 8;
const NAME_AT = 66;
const DOS_NAMESPACE = 2;
/** Never part of a name, in any name space. */
const FORBIDDEN = /[/\0]/;

/** An entry of a node of a directory's tree. */
export interface IndexEntry {
  /** The node with the names that come before this one; null in a leaf. */
  readonly child: number | null;
  /** Null in the last entry, which only has a child. */
  readonly key: IndexKey | null;
}

export interface IndexKey {
  readonly name: string;
  /** The name is the short one of a file that has a long one too. */
  readonly isShort: boolean;
  readonly file: FileReference;
}

/**
 * The entries of a node, in order (Linux-NTFS project, "Index Header", "$FILE_NAME").
 * @param bytes from the index header on. @throws DiskError
 */
export function parseIndexEntries(bytes: Buffer): IndexEntry[] {
  if (bytes.length < INDEX_HEADER) throw malformed();
  const end = bytes.readUInt32LE(4);
  if (end > bytes.length) throw malformed();
  const entries: IndexEntry[] = [];
  for (let at = bytes.readUInt32LE(0); ;) {
    if (at + ENTRY_HEADER > end) throw malformed();
    const length = bytes.readUInt16LE(at + 8);
    if (length < ENTRY_HEADER || at + length > end) throw malformed();
    const entry = parseEntry(bytes.subarray(at, at + length));
    entries.push(entry);
    if (entry.key === null) return entries;
    at += length;
  }
}

function parseEntry(entry: Buffer): IndexEntry {
  const flags = entry.readUInt16LE(12);
  const hasChild = (flags & FLAG.HAS_CHILD) !== 0;
  if (hasChild && entry.length < ENTRY_HEADER + CHILD) throw malformed();
  const keyEnd = ENTRY_HEADER + entry.readUInt16LE(10);
  if (keyEnd > entry.length) throw malformed();
  return {
    child: hasChild ? uint64LE(entry, entry.length - CHILD) : null,
    key:
      (flags & FLAG.LAST) === 0
        ? { file: parseReference(entry, 0), ...parseFileName(entry.subarray(ENTRY_HEADER, keyEnd)) }
        : null,
  };
}

function parseFileName(key: Buffer): { name: string; isShort: boolean } {
  if (key.length < NAME_AT) throw malformed();
  const end = NAME_AT + key.readUInt8(64) * 2;
  const name = key.toString('utf16le', NAME_AT, end);
  if (end > key.length || name === '' || FORBIDDEN.test(name)) throw malformed();
  return { name, isShort: key.readUInt8(65) === DOS_NAMESPACE };
}

function malformed(): DiskError {
  return new DiskError('malformed', 'A directory of the NTFS volume is damaged.');
}
