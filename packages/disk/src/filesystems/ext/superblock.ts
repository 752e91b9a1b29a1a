import { isZero } from '../../bytes/guid.ts';
import { isPowerOfTwo, KiB } from '../../bytes/units.ts';
import { uuidAt } from '../../bytes/uuid.ts';
import { DiskError } from '../../disk-error.ts';
import type { FileSystemWarning } from '../file-system.ts';
import { INCOMPATIBLE, KNOWN_INCOMPATIBLE, READ_ONLY_COMPATIBLE, SPARSE_SUPER_2 } from './features.ts';

/** The superblock lies 1 KiB from the start, and is 1 KiB long. */
export const SUPERBLOCK_OFFSET = KiB;
export const SUPERBLOCK_LENGTH = KiB;
const MAGIC = 0xef53;
const MAX_BLOCK_SHIFT = 6;
/** Without the feature of 64-bit block numbers. */
const SHORT_DESCRIPTOR = 32;
/** What revision 0 has instead of the fields that came later. */
const FIRST_REVISION = { inodeSize: 128 };

const STATE = { valid: 1, errors: 2 } as const;

/** The superblock of ext2, ext3 or ext4 (kernel documentation, "ext4 Data Structures and Algorithms", 3.1). Sizes in bytes. */
export interface Superblock {
  readonly blockSize: number;
  /** In blocks. */
  readonly blocks: number;
  readonly freeBlocks: number;
  readonly inodes: number;
  readonly inodesPerGroup: number;
  readonly blocksPerGroup: number;
  readonly inodeSize: number;
  readonly descriptorSize: number;
  /** Block in which group 0 begins. */
  readonly firstDataBlock: number;
  /** Groups from this meta group on keep their descriptors themselves; null where none do. */
  readonly firstMetaGroup: number | null;
  /** Groups with a copy of the superblock, where they are two of choice (`sparse_super2`). */
  readonly backupGroups: readonly [number, number] | null;
  readonly sparseSuper: boolean;
  /** Descriptors carry checksums, and say which groups were never used. */
  readonly groupChecksums: boolean;
  readonly fileTypes: boolean;
  readonly label: string | null;
  readonly uuid: string | null;
  readonly warnings: readonly FileSystemWarning[];
}

/** @param head the first 2 KiB at least. */
export function isExt(head: Buffer): boolean {
  return head.length >= SUPERBLOCK_OFFSET + SUPERBLOCK_LENGTH && head.readUInt16LE(SUPERBLOCK_OFFSET + 0x38) === MAGIC;
}

/** @param bytes the superblock. @throws DiskError `malformed`, `unsupported` for features that change how it is read. */
export function parseSuperblock(bytes: Buffer): Superblock {
  const dynamic = bytes.readUInt32LE(0x4c) > 0;
  const incompatible = dynamic ? bytes.readUInt32LE(0x60) : 0;
  const readOnlyCompatible = dynamic ? bytes.readUInt32LE(0x64) : 0;
  const unknown = incompatible & ~KNOWN_INCOMPATIBLE;
  if (unknown !== 0) {
    throw new DiskError('unsupported', `The ext file system has unknown features (0x${(unknown >>> 0).toString(16)}).`);
  }
  if (bytes.readUInt16LE(0x38) !== MAGIC) throw impossible('no mark');
  const shift = bytes.readUInt32LE(0x18);
  if (shift > MAX_BLOCK_SHIFT) throw impossible(`blocks of 2^${shift} KiB`);
  const wide = (incompatible & INCOMPATIBLE.wide) !== 0;
  const high = (at: number): number => (wide ? bytes.readUInt32LE(at) * 2 ** 32 : 0);
  const superblock: Superblock = {
    blockSize: KiB << shift,
    blocks: bytes.readUInt32LE(0x04) + high(0x150),
    freeBlocks: bytes.readUInt32LE(0x0c) + high(0x158),
    inodes: bytes.readUInt32LE(0x00),
    inodesPerGroup: bytes.readUInt32LE(0x28),
    blocksPerGroup: bytes.readUInt32LE(0x20),
    inodeSize: dynamic ? bytes.readUInt16LE(0x58) : FIRST_REVISION.inodeSize,
    descriptorSize: wide ? bytes.readUInt16LE(0xfe) : SHORT_DESCRIPTOR,
    firstDataBlock: bytes.readUInt32LE(0x14),
    firstMetaGroup: (incompatible & INCOMPATIBLE.metaGroups) === 0 ? null : bytes.readUInt32LE(0x104),
    backupGroups:
      (bytes.readUInt32LE(0x5c) & SPARSE_SUPER_2) === 0 ? null : [bytes.readUInt32LE(0x24c), bytes.readUInt32LE(0x250)],
    sparseSuper: (readOnlyCompatible & READ_ONLY_COMPATIBLE.sparseSuper) !== 0,
    groupChecksums: (readOnlyCompatible & READ_ONLY_COMPATIBLE.groupChecksums) !== 0,
    fileTypes: (incompatible & INCOMPATIBLE.fileTypes) !== 0,
    label: textAt(bytes, 0x78, 16),
    uuid: isZero(bytes.subarray(0x68, 0x78)) ? null : uuidAt(bytes, 0x68),
    warnings: warningsOf(bytes.readUInt16LE(0x3a), (incompatible & INCOMPATIBLE.journalToReplay) !== 0),
  };
  check(superblock);
  return superblock;
}

/** What the kernel asks before it mounts (fs/ext4/super.c), as far as reading depends on it. */
function check(superblock: Superblock): void {
  const { blockSize, blocks, inodes, inodesPerGroup, blocksPerGroup, inodeSize, descriptorSize } = superblock;
  if (!isPowerOfTwo(inodeSize) || inodeSize < 128 || inodeSize > blockSize)
    throw impossible(`inodes of ${inodeSize} bytes`);
  if (!isPowerOfTwo(descriptorSize) || descriptorSize < SHORT_DESCRIPTOR || descriptorSize > KiB) {
    throw impossible(`group descriptors of ${descriptorSize} bytes`);
  }
  if (blocksPerGroup === 0 || blocks <= superblock.firstDataBlock) throw impossible('no blocks');
  if (inodesPerGroup === 0 || inodesPerGroup > blockSize * 8) throw impossible(`groups of ${inodesPerGroup} inodes`);
  if (inodes > Math.ceil((blocks - superblock.firstDataBlock) / blocksPerGroup) * inodesPerGroup) {
    throw impossible(`${inodes} inodes`);
  }
  if (!Number.isSafeInteger(blocks * blockSize)) throw impossible(`${blocks} blocks`);
}

/** A journal that waits to be replayed, or an ext2 that was not unmounted; and what its owner found wrong with it. */
function warningsOf(state: number, journalToReplay: boolean): FileSystemWarning[] {
  const clean = !journalToReplay && (state & STATE.valid) !== 0;
  return [...(clean ? [] : (['not-clean'] as const)), ...((state & STATE.errors) === 0 ? [] : (['errors'] as const))];
}

function textAt(bytes: Buffer, offset: number, length: number): string | null {
  const [text = ''] = bytes.toString('utf8', offset, offset + length).split('\0', 1);
  return text === '' ? null : text;
}

function impossible(what: string): DiskError {
  return new DiskError('malformed', `The superblock of the ext file system is damaged: ${what}.`);
}
