import type { Run } from '../content-of-runs.ts';
import { partitionPoint } from '../partition-point.ts';
import type { Volume } from './volume.ts';

const RECORD = 16;

/** A run of blocks of a file ("XFS Algorithms & Data Structures", "Extent List"); all in blocks. */
interface Extent {
  readonly fileBlock: number;
  readonly count: number;
  /** A block number; null for blocks that were allocated and never written, which read as zeros. */
  readonly block: number | null;
}

/** Extent records in the order of the file: of an inode, or of a leaf of its tree. */
export interface ExtentList {
  readonly bytes: Buffer;
  readonly count: number;
  /** The block of the file that the next list begins with, or Infinity after the last. */
  readonly end: number;
}

/** The run in which the byte at `offset` of a file lies; a hole up to the next extent when it lies in none. */
export function runAt(volume: Volume, list: ExtentList, offset: number): Run {
  const { blockSize } = volume.superblock;
  const fileBlock = Math.floor(offset / blockSize);
  const index = partitionPoint(list.count, (at) => fileBlockAt(list.bytes, at * RECORD) <= fileBlock) - 1;
  const extent = index < 0 ? null : extentAt(list.bytes, index * RECORD);
  if (extent !== null && fileBlock < extent.fileBlock + extent.count) {
    const within = offset - extent.fileBlock * blockSize;
    const length = extent.count * blockSize - within;
    if (extent.block === null) return { length, stored: null };
    const start = volume.byteOfBlocks(extent.block, extent.count);
    return { length, stored: { source: volume.data, offset: start + within } };
  }
  const next = index + 1 < list.count ? fileBlockAt(list.bytes, (index + 1) * RECORD) : list.end;
  return { length: next * blockSize - offset, stored: null };
}

/** 128 bits, from the highest: 1 unwritten flag, 54 block of the file, 52 block number, 21 count. */
function extentAt(bytes: Buffer, at: number): Extent {
  const second = bytes.readUInt32BE(at + 4);
  const third = bytes.readUInt32BE(at + 8);
  const fourth = bytes.readUInt32BE(at + 12);
  const block = (second & 0x1ff) * 2 ** 43 + third * 2 ** 11 + (fourth >>> 21);
  const unwritten = bytes.readUInt8(at) >= 0x80;
  return { fileBlock: fileBlockAt(bytes, at), count: fourth & 0x1fffff, block: unwritten ? null : block };
}

function fileBlockAt(bytes: Buffer, at: number): number {
  return (bytes.readUInt32BE(at) & 0x7fffffff) * 2 ** 23 + (bytes.readUInt32BE(at + 4) >>> 9);
}
