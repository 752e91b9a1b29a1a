import { createHash } from 'node:crypto';
import { crc32c } from '../../bytes/crc32c.ts';
import { DiskError } from '../../disk-error.ts';

/** Bytes that a checksum may take at the start of every checked structure. */
const CHECKSUM_ROOM = 32;

/** How metadata is checked (`csum_type` of the superblock): CRC-32C by default, SHA-256 when asked for (`mkfs.btrfs --csum`). */
export type Checksum = (covered: Buffer) => Buffer;

const CHECKSUMS: Readonly<Record<number, Checksum>> = {
  0(covered) {
    const sum = Buffer.alloc(4);
    sum.writeUInt32LE(crc32c(covered));
    return sum;
  },
  2: (covered) => createHash('sha256').update(covered).digest(),
};

/** @throws DiskError `unsupported` for xxHash and BLAKE2. */
export function checksumOfType(type: number): Checksum {
  const checksum = CHECKSUMS[type];
  if (checksum === undefined) {
    throw new DiskError('unsupported', `The Btrfs checksum type ${type} is not supported; CRC-32C and SHA-256 are.`);
  }
  return checksum;
}

/** Whether a structure begins with the checksum of all that follows the first 32 bytes. */
export function isIntact(structure: Buffer, checksum: Checksum): boolean {
  const sum = checksum(structure.subarray(CHECKSUM_ROOM));
  return structure.subarray(0, sum.length).equals(sum);
}
