import { uint64BE } from '../../bytes/uint64.ts';
import { DiskError } from '../../disk-error.ts';
import { requireChecksum } from './checksum.ts';
import { partitionPoint } from '../partition-point.ts';
import type { ExtentList } from './extents.ts';
import type { Volume } from './volume.ts';

const KEY = 8;
const POINTER = 8;
/** More levels than the largest file that the format allows needs (XFS_BTREE_MAXLEVELS). */
const MAX_LEVELS = 9;
/** The head of the root, which lies in the inode: level and number of records. */
const ROOT_HEADER = 4;
const HEADER = {
  4: { magic: Buffer.from('BMAP'), length: 24 },
  5: { magic: Buffer.from('BMA3'), length: 72 },
} as const;
const CHECKSUM = 64;

/** An inner node: `count` keys (blocks of the file), then room for more up to `room`, then as many block numbers. */
interface InnerNode {
  readonly bytes: Buffer;
  readonly level: number;
  readonly count: number;
  readonly room: number;
}

/**
 * The leaf of a file's tree of extents that covers a block of the file ("XFS Algorithms & Data Structures", "B+tree
 * Extent List"). Every step goes down one level, so that a tree in a circle ends.
 * @param root the data fork of the inode. @param fileBlock in blocks from the start of the file. @throws DiskError
 */
export async function leafOf(volume: Volume, root: Buffer, fileBlock: number): Promise<ExtentList> {
  let node = rootNode(root);
  let end = Number.POSITIVE_INFINITY;
  for (;;) {
    const { bytes, count, room, level } = node;
    const index = Math.max(0, partitionPoint(count, (at) => uint64BE(bytes, at * KEY) <= fileBlock) - 1);
    if (index + 1 < count) end = Math.min(end, uint64BE(bytes, (index + 1) * KEY));
    const block = uint64BE(bytes, room * KEY + index * POINTER);
    const child = await readNode(volume, block, level - 1);
    if (child.level === 0) return { bytes: child.bytes, count: child.count, end };
    node = child;
  }
}

function rootNode(fork: Buffer): InnerNode {
  if (fork.length < ROOT_HEADER + KEY + POINTER)
    throw new DiskError('malformed', 'A tree of extents has no room for its root.');
  const level = fork.readUInt16BE(0);
  if (level < 1 || level > MAX_LEVELS) throw new DiskError('malformed', `A tree of extents has ${level} levels.`);
  return innerNode(fork.subarray(ROOT_HEADER), level, fork.readUInt16BE(2));
}

async function readNode(volume: Volume, block: number, level: number): Promise<InnerNode> {
  const { selfDescribing } = volume.superblock.features;
  const header = HEADER[selfDescribing ? 5 : 4];
  const what = `block ${block} of a tree of extents`;
  const bytes = await volume.readBlock(block, what);
  if (!bytes.subarray(0, header.magic.length).equals(header.magic) || bytes.readUInt16BE(4) !== level) {
    throw new DiskError('malformed', `There is no ${what} where one should be.`);
  }
  if (selfDescribing) requireChecksum(bytes, CHECKSUM, what);
  return innerNode(bytes.subarray(header.length), level, bytes.readUInt16BE(6));
}

function innerNode(bytes: Buffer, level: number, count: number): InnerNode {
  const room = Math.floor(bytes.length / (KEY + POINTER));
  if (count > room || (level > 0 && count === 0)) {
    throw new DiskError('malformed', `A node of a tree of extents claims ${count} records; it has room for ${room}.`);
  }
  return { bytes, level, count, room };
}
