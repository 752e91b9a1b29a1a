import type { ByteSource } from '../../byte-source.ts';
import { DiskError } from '../../disk-error.ts';
import { cachedSource } from '../../sources/cached-source.ts';
import { readCopy } from '../read-exactly.ts';
import { type GroupDescriptor, readGroupDescriptor } from './group-descriptors.ts';
import { type Inode, parseInode } from './inode.ts';
import { parseSuperblock, SUPERBLOCK_LENGTH, SUPERBLOCK_OFFSET, type Superblock } from './superblock.ts';

/** What the parts of the reader share. */
export interface Volume {
  readonly superblock: Superblock;
  /** For file contents. */
  readonly data: ByteSource;
  /** For what is come back to: descriptors, inodes, extent trees, directories. */
  readonly metadata: ByteSource;
  /** @throws DiskError */
  inode(number: number): Promise<Inode>;
  /** Refuses blocks that are not in the file system. @throws DiskError `malformed` */
  requireBlocks(block: number, count: number, what: string): void;
}

/** @throws DiskError */
export async function openVolume(source: ByteSource): Promise<Volume> {
  const metadata = cachedSource(source);
  const superblock = parseSuperblock(
    await readCopy(metadata, SUPERBLOCK_OFFSET, SUPERBLOCK_LENGTH, 'superblock of the ext file system'),
  );
  const { blocks, blockSize } = superblock;
  if (blocks * blockSize > source.size) {
    throw new DiskError(
      'malformed',
      `The ext file system has ${blocks * blockSize} bytes, but only ${source.size} are there: it was cut off.`,
    );
  }

  function requireBlocks(block: number, count: number, what: string): void {
    if (block > 0 && block + count <= blocks) return;
    throw new DiskError('malformed', `The ${what} should lie at block ${block}; the file system has ${blocks}.`);
  }

  async function inode(number: number): Promise<Inode> {
    const { inodes, inodesPerGroup, inodeSize } = superblock;
    if (number < 1 || number > inodes) {
      throw new DiskError('malformed', `There is no inode ${number} in a file system of ${inodes}.`);
    }
    const group = Math.floor((number - 1) / inodesPerGroup);
    const place = ((number - 1) % inodesPerGroup) * inodeSize;
    const { inodeTable, inodesUsed }: GroupDescriptor = await readGroupDescriptor(metadata, superblock, group);
    if (!inodesUsed) throw new DiskError('malformed', `Inode ${number} is in a group of which none is used.`);
    requireBlocks(inodeTable + Math.floor(place / blockSize), 1, `table of inode ${number}`);
    return parseInode(number, await readCopy(metadata, inodeTable * blockSize + place, inodeSize, `inode ${number}`));
  }

  return { superblock, data: source, metadata, inode, requireBlocks };
}
