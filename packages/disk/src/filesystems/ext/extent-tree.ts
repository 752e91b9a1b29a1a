import { DiskError } from '../../disk-error.ts';
import { partitionPoint } from '../partition-point.ts';
import { readExactly } from '../read-exactly.ts';
import type { BlockRun } from './block-run.ts';
import type { Inode } from './inode.ts';
import type { Volume } from './volume.ts';

const MAGIC = 0xf30a;
/** Headers, index entries and extents have the same length. */
const ENTRY = 12;
const MAX_DEPTH = 5;
/** Longer extents were reserved, and never written: their length counts from here. */
const LONGEST_WRITTEN = 0x8000;
/** Past the last block that a file can have. */
const END = 2 ** 32;

/** The run that holds a block of a file whose blocks are in an extent tree ("ext4 Data Structures", 4.2.2). @throws DiskError */
export async function runInExtents(volume: Volume, inode: Inode, block: number): Promise<BlockRun> {
  let node = inode.blockArea;
  let end = END;
  let above: number | null = null;
  for (;;) {
    const { entries, depth } = headerOf(node, inode, above);
    const index = partitionPoint(entries, (at) => firstBlock(node, at) <= block) - 1;
    // What is behind the entry belongs to the next one, in this node or above it.
    if (index + 1 < entries) end = Math.min(end, firstBlock(node, index + 1));
    if (index < 0) return { blocks: end - block, place: null };
    if (depth === 0) return runOf(volume, inode, node.subarray(ENTRY * (index + 1)), block, end);
    const child = node.readUInt32LE(ENTRY * (index + 1) + 4) + node.readUInt16LE(ENTRY * (index + 1) + 8) * 2 ** 32;
    const what = `extent tree of inode ${inode.number}`;
    volume.requireBlocks(child, 1, what);
    const { blockSize } = volume.superblock;
    node = await readExactly(volume.metadata, child * blockSize, blockSize, what);
    above = depth;
  }
}

/** @param above the depth of the node that led here: every step goes down by one, so that no circle has a way in. */
function headerOf(
  node: Buffer,
  inode: Inode,
  above: number | null,
): { readonly entries: number; readonly depth: number } {
  const entries = node.readUInt16LE(2);
  const depth = node.readUInt16LE(6);
  const expected = above === null ? depth <= MAX_DEPTH : depth === above - 1;
  if (node.readUInt16LE(0) !== MAGIC || !expected || (entries + 1) * ENTRY > node.length) {
    throw new DiskError('malformed', `The extent tree of inode ${inode.number} is damaged.`);
  }
  return { entries, depth };
}

function firstBlock(node: Buffer, index: number): number {
  return node.readUInt32LE(ENTRY * (index + 1));
}

/** @param end the block in which the next extent begins. */
function runOf(volume: Volume, inode: Inode, extent: Buffer, block: number, end: number): BlockRun {
  const first = extent.readUInt32LE(0);
  const stored = extent.readUInt16LE(4);
  const length = stored > LONGEST_WRITTEN ? stored - LONGEST_WRITTEN : stored;
  const start = extent.readUInt16LE(6) * 2 ** 32 + extent.readUInt32LE(8);
  const behind = first + length;
  if (end <= block || (behind > end && end < END)) {
    throw new DiskError('malformed', `Extents of inode ${inode.number} overlap or are out of order.`);
  }
  if (block >= behind) return { blocks: end - block, place: null };
  if (stored > LONGEST_WRITTEN) return { blocks: behind - block, place: null };
  volume.requireBlocks(start, length, `content of inode ${inode.number}`);
  return { blocks: behind - block, place: start + block - first };
}
