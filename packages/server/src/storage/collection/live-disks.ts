import type { LiveRoot } from '@ingot/chunk-store';

/** What needs a tree that is the content of no image; a view has the root of the content for its id. */
export const DISK_PLACES = ['volume', 'snapshot', 'view', 'export'] as const;
export type DiskPlace = (typeof DISK_PLACES)[number];

/** A tree that a volume stands on, that a snapshot is, or that is the disk in the content of images. */
export interface LiveDisk extends LiveRoot {
  readonly keptBy: DiskPlace;
  readonly id: string;
}

/** Every one of them, in bounded memory. */
export type LiveDisks = () => AsyncIterable<LiveDisk>;
