import type { ByteSource } from '../../byte-source.ts';
import { crc32c } from '../../bytes/crc32c.ts';
import { isZero } from '../../bytes/guid.ts';
import { KiB } from '../../bytes/units.ts';
import { readExactly } from '../bounded-read.ts';
import { refuse } from '../refusal.ts';

const COPIES = [64 * KiB, 128 * KiB];
const HEADER_LENGTH = 4 * KiB;
const SIGNATURE = 'head';
const VERSION = 1;

/** The current header ([MS-VHDX] 2.2.2) is the sound copy with the higher sequence number; its log must be empty. */
export async function checkHeader(source: ByteSource): Promise<void> {
  let current: Buffer | null = null;
  for (const offset of COPIES) {
    const copy = Buffer.from(await readExactly(source, offset, HEADER_LENGTH, 'VHDX header'));
    if (!isSound(copy)) continue;
    if (current === null || copy.readBigUInt64LE(8) > current.readBigUInt64LE(8)) current = copy;
  }
  if (current === null) return refuse('malformed', 'Neither header of the VHDX is sound.');
  const version = current.readUInt16LE(66);
  if (version !== VERSION)
    refuse('unsupported-variant', `The VHDX header has version ${version}; only 1 is supported.`);
  if (!isZero(current.subarray(48, 64))) {
    refuse('unclean', 'The VHDX was not closed properly: its log holds writes that are not in the disk yet.');
  }
}

function isSound(header: Buffer): boolean {
  if (header.toString('latin1', 0, 4) !== SIGNATURE) return false;
  const checksum = header.readUInt32LE(4);
  header.writeUInt32LE(0, 4);
  return crc32c(header) === checksum;
}
