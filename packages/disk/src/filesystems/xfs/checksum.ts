import { crc32c } from '../../bytes/crc32c.ts';
import { DiskError } from '../../disk-error.ts';

/**
 * Checks metadata of version 5 ("XFS Algorithms & Data Structures", Self Describing Metadata): a little-endian CRC-32C of the
 * whole structure, counted with its own field as zeros.
 * @param at where the field lies. @param what names the structure in the error. @throws DiskError `malformed`
 */
export function requireChecksum(structure: Buffer, at: number, what: string): void {
  const zeroed = Buffer.from(structure).fill(0, at, at + 4);
  if (crc32c(zeroed) !== structure.readUInt32LE(at)) {
    throw new DiskError('malformed', `The checksum of the ${what} is wrong.`);
  }
}
