import type { Amount, CollectionReport, CompactionReport } from '@ingot/chunk-store';
import type { ImageContentPlace } from '../../images/index.ts';
import type { ImageId } from '../../kernel/ids.ts';
import type { LiveDisk } from './live-disks.ts';

/** What can be asked of a collection. */
export interface CollectionOptions {
  /** Change nothing, and tell what would be freed. */
  readonly dryRun?: boolean;
  /**
   * Delete packs that the index does not know. After an older database was restored they may be all that is left of
   * younger images.
   */
  readonly removeStrangers?: boolean;
}

/** What a collection has found and done, at its end or so far. */
export interface CollectionFigures extends Omit<CollectionReport, 'kept' | 'damaged'> {
  /** By what it is kept. What is kept by several is counted for the first: content, then staged, then trash, then disks. */
  readonly kept: Readonly<Record<Exclude<ImageContentPlace, 'view'> | 'disks', Amount>>;
  /** When the first and the last of what lies in the trash are given up, in milliseconds since the epoch. */
  readonly trash: { readonly firstPurge: number; readonly lastPurge: number } | null;
  /** Of all that is damaged, the first hundred. */
  readonly damaged: readonly DamagedContent[];
  readonly damagedDisks: readonly DamagedDisk[];
  /** The rewriting of packs that waste too much; null before it has begun. */
  readonly compaction: CompactionReport | null;
}

/** An image whose tree could not be walked. */
export interface DamagedContent {
  readonly imageId: ImageId;
  readonly place: ImageContentPlace;
  readonly reason: string;
}

/** A volume, a snapshot or a disk view whose tree could not be walked. */
export interface DamagedDisk {
  readonly id: string;
  readonly place: LiveDisk['keptBy'];
  readonly reason: string;
}

/** What can be asked of a compression. */
export interface CompressionOptions {
  /** Packs that were not read for so many seconds are cold; the setting says it otherwise. */
  readonly unusedFor?: number;
}
