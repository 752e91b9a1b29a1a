import { uint64LE } from '../../bytes/uint64.ts';
import { DiskError } from '../../disk-error.ts';
import { ITEM } from './key.ts';
import type { Subvolume } from './subvolume.ts';
import { findItem } from './tree.ts';

export interface Inode {
  readonly number: bigint;
  /** `st_mode`. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** In bytes. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number;
}

/** Of an `INODE_ITEM`. */
const LENGTH = 160;

/** @throws DiskError `malformed` when there is no such inode. */
export async function readInode({ volume, root }: Subvolume, number: bigint): Promise<Inode> {
  const item = await findItem(volume.readNode, root, { objectId: number, type: ITEM.inode, offset: 0n });
  if (item === null || item.data.length < LENGTH) throw new DiskError('malformed', `Btrfs has no inode ${number}.`);
  const { data } = item;
  return {
    number,
    mode: data.readUInt32LE(52),
    uid: data.readUInt32LE(44),
    gid: data.readUInt32LE(48),
    size: uint64LE(data, 16),
    modifiedAt: Number(data.readBigInt64LE(136)) * 1000 + Math.floor(data.readUInt32LE(144) / 1e6),
  };
}
