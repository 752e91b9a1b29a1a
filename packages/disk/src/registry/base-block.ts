import type { ByteSource } from '../byte-source.ts';
import { DiskError } from '../disk-error.ts';

/** Length of the base block; the hive bins follow it, and offsets of cells count from there. */
export const BASE_BLOCK = 4096;
const SIGNATURE = 'regf';
const CHECKED = 508;
const MAJOR = 1;
/** Windows NT 3.1 wrote 0; Windows 10 writes 3 to 6. */
const MAX_MINOR = 6;
const PRIMARY_FILE = 0;
const DIRECT_MEMORY_LOAD = 1;

export interface BaseBlock {
  readonly dirty: boolean;
  /** Offset of the root key's cell from the first hive bin. */
  readonly root: number;
  /** All hive bins together, in bytes. */
  readonly binsLength: number;
}

/** True when a registry hive, or its transaction log, starts here. */
export function isHive(head: Buffer): boolean {
  return head.toString('latin1', 0, SIGNATURE.length) === SIGNATURE;
}

/** The base block ("Windows registry file format specification" by M. Suhanov, "Base block"). @throws DiskError */
export async function readBaseBlock(source: ByteSource): Promise<BaseBlock> {
  const block = await source.read(0, BASE_BLOCK);
  if (!isHive(block)) throw new DiskError('malformed', 'The file is no registry hive.');
  if (block.length < BASE_BLOCK) throw new DiskError('malformed', 'The registry hive ends within its first block.');
  if (block.readUInt32LE(CHECKED) !== checksum(block)) {
    throw new DiskError('malformed', 'The first block of the registry hive does not match its checksum.');
  }
  const [major, minor, type, format] = [20, 24, 28, 32].map((offset) => block.readUInt32LE(offset));
  if (major !== MAJOR || minor === undefined || minor > MAX_MINOR) {
    throw new DiskError('unsupported', `The registry hive has version ${major}.${minor}; 1.0 to 1.6 are known.`);
  }
  if (type !== PRIMARY_FILE || format !== DIRECT_MEMORY_LOAD) {
    throw new DiskError('unsupported', 'The file is a log of a registry hive, not the hive.');
  }
  const binsLength = block.readUInt32LE(40);
  if (binsLength > source.size - BASE_BLOCK) {
    throw new DiskError(
      'malformed',
      `The registry hive should reach byte ${BASE_BLOCK + binsLength}, but ends at ${source.size}.`,
    );
  }
  return { dirty: block.readUInt32LE(4) !== block.readUInt32LE(8), root: block.readUInt32LE(36), binsLength };
}

/** XOR of the 127 words before it; 0 and -1 are never stored. */
function checksum(block: Buffer): number {
  let sum = 0;
  for (let offset = 0; offset < CHECKED; offset += 4) sum ^= block.readInt32LE(offset);
  if (sum === 0) return 1;
  return sum === -1 ? 0xffff_fffe : sum >>> 0;
}
