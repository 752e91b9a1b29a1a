import type { LiveRoot } from '@ingot/chunk-store';

/** What needs a tree that is the content of no image. */
export const DISK_PLACES = ['volume', 'snapshot'] as const;
export type DiskPlace = (typeof DISK_PLACES)[number];

/** A tree that a volume stands on, or that a snapshot is. */
export interface LiveDisk extends LiveRoot {
  readonly keptBy: DiskPlace;
  readonly id: string;
}

/** Every one of them, in bounded memory. */
export type LiveDisks = () => AsyncIterable<LiveDisk>;
