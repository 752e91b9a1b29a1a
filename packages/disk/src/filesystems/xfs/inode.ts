import { uint64BE } from '../../bytes/uint64.ts';
import { DiskError } from '../../disk-error.ts';
import { readCopy } from '../read-exactly.ts';
import { requireChecksum } from './checksum.ts';
import type { Volume } from './volume.ts';

export interface Inode {
  readonly number: number;
  /** `st_mode`. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** In bytes. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number;
  readonly fork: DataFork;
}

/**
 * How the data of an inode is kept ("XFS Algorithms & Data Structures", "Data Fork"):
 * `none` – a device or pipe; `local` – in the inode itself; `extents` – in the blocks that the records in `bytes` name;
 * `btree` – in the blocks that a tree names, whose root is in `bytes`; `realtime` – on another device.
 */
export type DataFork =
  | { readonly kind: 'none' | 'realtime' }
  | { readonly kind: 'local' | 'btree'; readonly bytes: Buffer }
  | { readonly kind: 'extents'; readonly bytes: Buffer; readonly count: number };

const MAGIC = 0x494e;
const CHECKSUM = 100;
/** Length of the part before the forks, by version. */
const CORE = { 2: 100, 3: 176 } as const;
const EXTENT_RECORD = 16;
const FLAG_REALTIME = 0x1;
/** Low half of `di_flags2`, which only version 3 has. */
const FLAG2 = { bigTimestamps: 0x8, largeExtentCounts: 0x10 };
/** Big timestamps count nanoseconds from the earliest time that the old ones can hold. */
const BIG_TIME_EPOCH = -(2 ** 31);

/** @throws DiskError `malformed` when there is no such inode or it is damaged. */
export async function readInode(volume: Volume, number: number): Promise<Inode> {
  const { inodeSize, features } = volume.superblock;
  const what = `inode ${number}`;
  const bytes = await readCopy(volume.metadata, volume.byteOfInode(number), inodeSize, what);
  const version = bytes.readUInt8(4);
  if (bytes.readUInt16BE(0) !== MAGIC || version > 3 || (version === 3) !== features.selfDescribing) {
    throw new DiskError('malformed', `There is no ${what}.`);
  }
  if (version === 3) {
    requireChecksum(bytes, CHECKSUM, what);
    if (uint64BE(bytes, 152) !== number)
      throw new DiskError('malformed', `Another inode lies in the place of ${what}.`);
  }
  const flags2 = version === 3 ? bytes.readUInt32BE(124) : 0;
  return {
    number,
    mode: bytes.readUInt16BE(2),
    uid: bytes.readUInt32BE(8),
    gid: bytes.readUInt32BE(12),
    size: uint64BE(bytes, 56),
    modifiedAt: (flags2 & FLAG2.bigTimestamps) === 0 ? timeOf(bytes, 40) : bigTimeOf(bytes, 40),
    fork: forkOf(bytes, version === 3 ? CORE[3] : CORE[2], (flags2 & FLAG2.largeExtentCounts) !== 0),
  };
}

function forkOf(bytes: Buffer, start: number, largeCounts: boolean): DataFork {
  const attributesAt = bytes.readUInt8(82) * 8;
  const fork = bytes.subarray(start, attributesAt === 0 ? undefined : start + attributesAt);
  const format = bytes.readUInt8(5);
  if (format === 0) return { kind: 'none' };
  if ((bytes.readUInt16BE(90) & FLAG_REALTIME) !== 0) return { kind: 'realtime' };
  if (format === 1) return { kind: 'local', bytes: fork };
  if (format === 3) return { kind: 'btree', bytes: fork };
  if (format !== 2) throw new DiskError('malformed', `An XFS inode has the unknown format ${format}.`);
  const count = largeCounts ? uint64BE(bytes, 24) : bytes.readUInt32BE(76);
  if (count * EXTENT_RECORD > fork.length) {
    throw new DiskError('malformed', `An XFS inode claims ${count} extents, more than it has room for.`);
  }
  return { kind: 'extents', bytes: fork, count };
}

function timeOf(bytes: Buffer, at: number): number {
  return bytes.readInt32BE(at) * 1000 + Math.floor(bytes.readUInt32BE(at + 4) / 1e6);
}

function bigTimeOf(bytes: Buffer, at: number): number {
  return BIG_TIME_EPOCH * 1000 + Number(bytes.readBigUInt64BE(at) / 1_000_000n);
}
