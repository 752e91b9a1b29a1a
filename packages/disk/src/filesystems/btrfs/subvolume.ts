import { uint64LE } from '../../bytes/uint64.ts';
import { DiskError } from '../../disk-error.ts';
import { nameHash, namesIn } from './directory-item.ts';
import { ITEM, MAX_OFFSET } from './key.ts';
import type { TreeRoot } from './node.ts';
import { findItem, lastItem } from './tree.ts';
import type { Volume } from './volume.ts';

/** A tree of files: a subvolume or a snapshot of one. */
export interface Subvolume {
  readonly volume: Volume;
  readonly id: bigint;
  readonly root: TreeRoot;
  /** The inode of its top directory. */
  readonly directory: bigint;
}

/** The subvolume that is there from the start; all others are made below it. */
export const TOP_LEVEL = 5n;
/** The directory in the tree of roots that names the subvolume to mount. */
const ROOT_DIRECTORY = 6n;
const DEFAULT_NAME = Buffer.from('default');
/** Of a `ROOT_ITEM`, up to the level of its tree; after it only newer fields. */
const LENGTH = 239;

/** @throws DiskError `malformed` when there is no such subvolume. */
export async function openSubvolume(volume: Volume, id: bigint): Promise<Subvolume> {
  const { readNode, superblock } = volume;
  const item = await lastItem(readNode, superblock.rootTree, { objectId: id, type: ITEM.root, offset: MAX_OFFSET });
  if (item === null || item.key.objectId !== id || item.key.type !== ITEM.root || item.data.length < LENGTH) {
    throw new DiskError('malformed', `Btrfs has no subvolume ${id}.`);
  }
  const { data } = item;
  return {
    volume,
    id,
    root: { block: uint64LE(data, 176), level: data.readUInt8(238), generation: uint64LE(data, 160) },
    directory: data.readBigUInt64LE(168),
  };
}

/** The subvolume that is mounted when none is asked for. @throws DiskError */
export async function defaultSubvolume(volume: Volume): Promise<bigint> {
  const key = { objectId: ROOT_DIRECTORY, type: ITEM.nameByHash, offset: nameHash(DEFAULT_NAME) };
  const item = await findItem(volume.readNode, volume.superblock.rootTree, key);
  const entry = item && namesIn(item.data).find(({ name }) => name.equals(DEFAULT_NAME));
  return entry?.target.type === ITEM.root ? entry.target.objectId : TOP_LEVEL;
}

/**
 * Whether the subvolume `child` is attached to the parent at this name. In a snapshot the names of the subvolumes in its
 * origin stay behind, as empty directories.
 * @throws DiskError
 */
export async function isAttached(parent: Subvolume, directory: bigint, name: Buffer, child: bigint): Promise<boolean> {
  const { readNode, superblock } = parent.volume;
  const key = { objectId: parent.id, type: ITEM.rootReference, offset: child };
  const item = await findItem(readNode, superblock.rootTree, key);
  return item !== null && item.data.readBigUInt64LE(0) === directory && item.data.subarray(18).equals(name);
}
