import type { ByteSource } from '../../byte-source.ts';
import { uint64BE } from '../../bytes/uint64.ts';
import { KiB, SECTOR } from '../../bytes/units.ts';
import { uuidAt } from '../../bytes/uuid.ts';
import { DiskError } from '../../disk-error.ts';
import { readCopy } from '../read-exactly.ts';
import { requireChecksum } from './checksum.ts';
import { readFeatures } from './features.ts';
import type { Features } from './features.ts';

/** Names follow "XFS Algorithms & Data Structures", chapter "Superblocks"; what is counted in blocks is so named. */
export interface Superblock {
  readonly features: Features;
  /** In bytes. */
  readonly blockSize: number;
  /** In bytes. */
  readonly inodeSize: number;
  /** In bytes: one or several blocks. */
  readonly directoryBlockSize: number;
  readonly blocks: number;
  readonly freeBlocks: number;
  readonly groupCount: number;
  readonly groupBlocks: number;
  /** Bits of a block number that count within its allocation group. */
  readonly groupBits: number;
  /** Bits of an inode number that count within its block. */
  readonly inodeBits: number;
  readonly rootInode: number;
  readonly logBlocks: number;
  /** A block number; null for a log on a device of its own. */
  readonly logStart: number | null;
  readonly label: string | null;
  readonly uuid: string;
}

const MAGIC = Buffer.from('XFSB');
/** Up to the end of the last field that is read. */
const LENGTH = 264;
const CHECKSUM = 224;
/** "In progress": mkfs or a copy did not come to its end. */
const IN_PROGRESS = 126;

export function isXfs(head: Buffer): boolean {
  return head.length >= SECTOR && head.subarray(0, MAGIC.length).equals(MAGIC);
}

/** Reads the first of the superblocks and checks whatever later arithmetic stands on. @throws DiskError */
export async function readSuperblock(source: ByteSource): Promise<Superblock> {
  const bytes = await readCopy(source, 0, SECTOR, 'superblock of XFS');
  if (!isXfs(bytes)) throw new DiskError('malformed', 'There is no superblock of XFS.');
  const features = readFeatures(bytes);
  const sectorSize = bytes.readUInt16BE(102);
  requirePower(sectorSize, bytes.readUInt8(121), SECTOR, 32 * KiB, 'sector');
  if (features.selfDescribing) {
    requireChecksum(await readCopy(source, 0, sectorSize, 'superblock of XFS'), CHECKSUM, 'superblock of XFS');
  }
  if (bytes.readUInt8(IN_PROGRESS) !== 0) {
    throw new DiskError('malformed', 'The XFS file system was never completed: its making or copying was interrupted.');
  }
  const blockSize = bytes.readUInt32BE(4);
  const inodeSize = bytes.readUInt16BE(104);
  requirePower(blockSize, bytes.readUInt8(120), SECTOR, 64 * KiB, 'block');
  requirePower(inodeSize, bytes.readUInt8(122), 256, 2 * KiB, 'inode');
  const directoryBlockSize = blockSize * 2 ** bytes.readUInt8(192);
  if (directoryBlockSize > 64 * KiB || inodeSize > blockSize) malformed('block sizes that contradict each other');
  const groups = readGroups(bytes);
  if (groups.blocks * blockSize > source.size) {
    throw new DiskError(
      'malformed',
      `The XFS file system has ${groups.blocks * blockSize} bytes, but only ${source.size} are there: it was cut off.`,
    );
  }
  const label = bytes.subarray(108, 120).toString('utf8').replace(/\0.*/s, '');
  return {
    features,
    blockSize,
    inodeSize,
    directoryBlockSize,
    ...groups,
    inodeBits: Math.log2(blockSize / inodeSize),
    freeBlocks: uint64BE(bytes, 144),
    rootInode: uint64BE(bytes, 56),
    logBlocks: bytes.readUInt32BE(96),
    logStart: uint64BE(bytes, 48) || null,
    label: label === '' ? null : label,
    uuid: uuidAt(bytes.subarray(0, LENGTH), 32),
  };
}

function readGroups(bytes: Buffer): Pick<Superblock, 'blocks' | 'groupCount' | 'groupBlocks' | 'groupBits'> {
  const blocks = uint64BE(bytes, 8);
  const groupBlocks = bytes.readUInt32BE(84);
  const groupCount = bytes.readUInt32BE(88);
  const groupBits = bytes.readUInt8(124);
  if (
    groupBlocks === 0 ||
    groupBits !== Math.ceil(Math.log2(groupBlocks)) ||
    groupCount !== Math.ceil(blocks / groupBlocks)
  ) {
    malformed('allocation groups that do not make up its size');
  }
  return { blocks, groupCount, groupBlocks, groupBits };
}

function requirePower(size: number, log: number, least: number, most: number, what: string): void {
  if (size !== 2 ** log || size < least || size > most) malformed(`an impossible ${what} size of ${size} bytes`);
}

function malformed(what: string): never {
  throw new DiskError('malformed', `The superblock of XFS gives ${what}.`);
}
