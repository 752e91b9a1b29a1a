import { DiskError } from '../../disk-error.ts';
import { readExactly } from '../read-exactly.ts';
import type { BlockRun } from './block-run.ts';
import type { Inode } from './inode.ts';
import type { Volume } from './volume.ts';

/** Blocks whose numbers are in the inode; behind them are blocks of numbers, up to three deep. */
const DIRECT = 12;
const LEVELS = 3;
const NUMBER = 4;

/** The run that holds a block of a file as ext2 and ext3 map them ("ext4 Data Structures", 4.2.1). @throws DiskError */
export async function runInBlockMap(volume: Volume, inode: Inode, block: number): Promise<BlockRun> {
  if (block < DIRECT) return runOfNumbers(volume, inode, inode.blockArea.subarray(0, DIRECT * NUMBER), block);
  const perBlock = volume.superblock.blockSize / NUMBER;
  let place = block - DIRECT;
  for (let level = 1; level <= LEVELS; level++) {
    const reach = perBlock ** level;
    if (place < reach)
      return descend(volume, inode, inode.blockArea.readUInt32LE((DIRECT + level - 1) * NUMBER), place, reach);
    place -= reach;
  }
  throw new DiskError('malformed', `Inode ${inode.number} is longer than its block map.`);
}

/** @param table block of numbers that reaches over `reach` blocks; 0 where all of them are a hole. */
async function descend(volume: Volume, inode: Inode, table: number, place: number, reach: number): Promise<BlockRun> {
  const { blockSize } = volume.superblock;
  const perBlock = blockSize / NUMBER;
  let at = table;
  let left = place;
  for (let span = reach; ; span /= perBlock) {
    if (at === 0) return { blocks: span - left, place: null };
    const what = `block map of inode ${inode.number}`;
    volume.requireBlocks(at, 1, what);
    const numbers = await readExactly(volume.metadata, at * blockSize, blockSize, what);
    if (span === perBlock) return runOfNumbers(volume, inode, numbers, left);
    const each = span / perBlock;
    at = numbers.readUInt32LE(Math.floor(left / each) * NUMBER);
    left %= each;
  }
}

/** As many neighbours as lie side by side, or are holes as well. */
function runOfNumbers(volume: Volume, inode: Inode, numbers: Buffer, first: number): BlockRun {
  const count = numbers.length / NUMBER;
  const start = numbers.readUInt32LE(first * NUMBER);
  let blocks = 1;
  while (
    first + blocks < count &&
    numbers.readUInt32LE((first + blocks) * NUMBER) === (start === 0 ? 0 : start + blocks)
  ) {
    blocks += 1;
  }
  if (start === 0) return { blocks, place: null };
  volume.requireBlocks(start, blocks, `content of inode ${inode.number}`);
  return { blocks, place: start };
}
