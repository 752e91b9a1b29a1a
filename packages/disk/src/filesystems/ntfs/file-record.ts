import { DiskError } from '../../disk-error.ts';
import { parseAttributes, type Attribute } from './attribute.ts';
import { parseReference, type FileReference } from './file-reference.ts';
import { applyFixups } from './fixups.ts';

const HEADER = 42;
const FLAG = { IN_USE: 1, DIRECTORY: 2 };

/** A record of the master file table: all of a file, or what did not fit into its first record. */
export interface FileRecord {
  readonly reference: FileReference;
  /** The first record of the file, when this is another. */
  readonly base: FileReference | null;
  readonly isDirectory: boolean;
  readonly attributes: readonly Attribute[];
}

/**
 * Linux-NTFS project, "File Record".
 * @param bytes one record, changed in place and kept. @param number its place in the table. @throws DiskError
 */
export function parseFileRecord(bytes: Buffer, number: number): FileRecord {
  if (!applyFixups(bytes, 'FILE')) {
    throw new DiskError('malformed', `Record ${number} of the NTFS volume is damaged.`);
  }
  const flags = bytes.readUInt16LE(22);
  const [first, end] = [bytes.readUInt16LE(20), bytes.readUInt32LE(24)];
  if ((flags & FLAG.IN_USE) === 0) {
    throw new DiskError('malformed', `Record ${number} of the NTFS volume is not in use, but referred to.`);
  }
  if (first < HEADER || end > bytes.length || first > end) {
    throw new DiskError('malformed', `Record ${number} of the NTFS volume has no place for its attributes.`);
  }
  const base = parseReference(bytes, 32);
  return {
    reference: { number, sequence: bytes.readUInt16LE(16) },
    base: base.number === 0 && base.sequence === 0 ? null : base,
    isDirectory: (flags & FLAG.DIRECTORY) !== 0,
    attributes: parseAttributes(bytes.subarray(first, end)),
  };
}
