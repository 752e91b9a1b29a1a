import type { ByteSource } from '../../byte-source.ts';
import { KiB } from '../../bytes/units.ts';
import { readExactly } from '../read-exactly.ts';
import type { Superblock } from './superblock.ts';

/** The group's inode table was never written: it holds what lay there before. */
const INODES_UNINITIALIZED = 0x1;
/** From this size on descriptors have a second half. */
const LONG_DESCRIPTOR = 64;

export interface GroupDescriptor {
  /** Block in which its inodes begin; with flexible groups it may lie in another group. */
  readonly inodeTable: number;
  readonly inodesUsed: boolean;
}

/** Reads the descriptor of a block group ("ext4 Data Structures", 3.2). @throws DiskError */
export async function readGroupDescriptor(
  source: ByteSource,
  superblock: Superblock,
  group: number,
): Promise<GroupDescriptor> {
  const { blockSize, descriptorSize } = superblock;
  const perBlock = blockSize / descriptorSize;
  const block = descriptorBlock(superblock, Math.floor(group / perBlock), perBlock);
  const offset = block * blockSize + (group % perBlock) * descriptorSize;
  const bytes = await readExactly(source, offset, descriptorSize, `descriptor of block group ${group}`);
  const high = descriptorSize < LONG_DESCRIPTOR ? 0 : bytes.readUInt32LE(0x28);
  return {
    inodeTable: bytes.readUInt32LE(0x08) + high * 2 ** 32,
    inodesUsed: !superblock.groupChecksums || (bytes.readUInt16LE(0x12) & INODES_UNINITIALIZED) === 0,
  };
}

/**
 * Where the `index`-th block of descriptors lies: they follow the superblock one after the other, but with `meta_bg` each
 * is at the start of the groups that it describes, behind the copy of the superblock if there is one.
 */
function descriptorBlock(superblock: Superblock, index: number, perBlock: number): number {
  const { blockSize, firstMetaGroup, firstDataBlock, blocksPerGroup } = superblock;
  // With blocks of 1 KiB the superblock is in the second one, though group 0 may begin in the first (bigalloc).
  const superblockBlock = blockSize === KiB ? 1 : 0;
  if (firstMetaGroup === null || index < firstMetaGroup) return superblockBlock + 1 + index;
  const group = index * perBlock;
  if (group === 0) return superblockBlock + 1;
  return firstDataBlock + group * blocksPerGroup + (hasSuperblock(superblock, group) ? 1 : 0);
}

/** Groups that keep a copy of the superblock ("ext4 Data Structures", 2.3). @param group not the first one. */
function hasSuperblock({ backupGroups, sparseSuper }: Superblock, group: number): boolean {
  if (backupGroups !== null) return backupGroups.includes(group);
  return !sparseSuper || group === 1 || [3, 5, 7].some((base) => isPowerOf(base, group));
}

function isPowerOf(base: number, value: number): boolean {
  let power = base;
  while (power < value) power *= base;
  return power === value;
}
