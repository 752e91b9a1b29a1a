import type { LiveRoot } from '@ingot/chunk-store';
import type { ProjectId } from '../../kernel/ids.ts';

/** What of a project needs a tree that is the content of no image. */
export const OWNED_DISK_PLACES = ['volume', 'snapshot'] as const;
export type OwnedDiskPlace = (typeof OWNED_DISK_PLACES)[number];

/** All that needs such a tree. */
export const DISK_PLACES = [...OWNED_DISK_PLACES, 'view', 'export', 'medium'] as const;

/** A tree that a volume stands on, or that a snapshot is. */
export interface OwnedDisk extends LiveRoot {
  readonly keptBy: OwnedDiskPlace;
  readonly id: string;
  readonly ownerId: ProjectId;
  readonly name: string | null;
  /** Of the disk that the tree is, in bytes. */
  readonly size: number;
}

/**
 * A tree that was made of images and can be made again: a view has the root of the content for its id, and what a machine
 * has in a drive that of the machine.
 */
export interface MadeTree extends LiveRoot {
  readonly keptBy: 'view' | 'export' | 'medium';
  readonly id: string;
}

export type LiveDisk = OwnedDisk | MadeTree;

/** Every one of them, in bounded memory. */
export type LiveDisks = () => AsyncIterable<LiveDisk>;

export function isOwned(disk: LiveDisk): disk is OwnedDisk {
  return disk.keptBy === 'volume' || disk.keptBy === 'snapshot';
}
