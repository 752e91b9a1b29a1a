import { uint64LE } from '../../bytes/uint64.ts';
import { MiB } from '../../bytes/units.ts';
import { DiskError } from '../../disk-error.ts';
import { parseReference, type FileReference } from './file-reference.ts';

/** Windows keeps them below 256 KiB. */
export const MAX_ATTRIBUTE_LIST = MiB;
const LEAST_ENTRY = 26;

/** Where a piece of an attribute is. */
export interface AttributeListEntry {
  readonly type: number;
  readonly name: string;
  readonly firstVcn: number;
  /** The record that holds the piece. */
  readonly record: FileReference;
  /** Of the piece within that record. */
  readonly id: number;
}

/** The list of the attributes of a file with several records (Linux-NTFS project, "$ATTRIBUTE_LIST"). @throws DiskError */
export function parseAttributeList(bytes: Buffer): AttributeListEntry[] {
  const entries: AttributeListEntry[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = at + LEAST_ENTRY <= bytes.length ? bytes.readUInt16LE(at + 4) : 0;
    const entry = bytes.subarray(at, at + length);
    if (length < LEAST_ENTRY || at + length > bytes.length) throw malformed();
    const nameAt = entry.readUInt8(7);
    const nameEnd = nameAt + entry.readUInt8(6) * 2;
    if (nameEnd > length) throw malformed();
    entries.push({
      type: entry.readUInt32LE(0),
      name: entry.toString('utf16le', nameAt, nameEnd),
      firstVcn: uint64LE(entry, 8),
      record: parseReference(entry, 16),
      id: entry.readUInt16LE(24),
    });
    at += length;
  }
  return entries;
}

function malformed(): DiskError {
  return new DiskError('malformed', 'A list of attributes of the NTFS volume is damaged.');
}
