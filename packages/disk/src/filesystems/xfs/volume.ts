import type { ByteSource } from '../../byte-source.ts';
import { DiskError } from '../../disk-error.ts';
import { cachedSource } from '../../sources/cached-source.ts';
import { readCopy } from '../read-exactly.ts';
import type { Superblock } from './superblock.ts';

/** The blocks of one XFS file system, and the arithmetic of its addresses. */
export interface Volume {
  /** For the content of files. */
  readonly data: ByteSource;
  /** For what is come back to: inodes, trees of extents, directories. */
  readonly metadata: ByteSource;
  readonly superblock: Superblock;
  /**
   * Where `count` blocks from the block number `block` on begin, in bytes. They lie in one allocation group.
   * @throws DiskError `malformed` when there are no such blocks.
   */
  byteOfBlocks(block: number, count: number): number;
  /** Where an inode begins, in bytes. @throws DiskError `malformed` when there can be none of that number. */
  byteOfInode(number: number): number;
  /** One block of metadata, the caller's to keep. @throws DiskError */
  readBlock(block: number, what: string): Promise<Buffer>;
}

/**
 * A block number is `group << groupBits | block within the group`; groups need not have a power of two of blocks, so that
 * numbers have gaps ("XFS Algorithms & Data Structures", "Allocation Groups").
 */
export function openVolume(source: ByteSource, superblock: Superblock): Volume {
  const metadata = cachedSource(source);
  const { blockSize, groupBlocks, groupCount, groupBits, blocks, inodeBits, inodeSize } = superblock;
  const byteOfBlocks = (block: number, count: number): number => {
    const group = Math.floor(block / 2 ** groupBits);
    const within = block % 2 ** groupBits;
    const first = group * groupBlocks + within;
    if (group >= groupCount || within + count > groupBlocks || first + count > blocks) {
      throw new DiskError(
        'malformed',
        `XFS metadata names the blocks ${block} to ${block + count}, which do not exist.`,
      );
    }
    return first * blockSize;
  };
  return {
    data: source,
    metadata,
    superblock,
    byteOfBlocks,
    byteOfInode(number) {
      const inodesPerBlock = 2 ** inodeBits;
      return byteOfBlocks(Math.floor(number / inodesPerBlock), 1) + (number % inodesPerBlock) * inodeSize;
    },
    readBlock: (block, what) => readCopy(metadata, byteOfBlocks(block, 1), blockSize, what),
  };
}
