import type { ChunkStore } from '@ingot/chunk-store';
import type { Images, ImageService } from '../images/index.ts';
import type { JobStore, WorkLog } from '../jobs/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { ExportStore } from './export-store.ts';
import type { LayoutCache } from './layout-cache.ts';

export interface ExportSettings {
  /** Milliseconds without use after which a file or checksum is given up. */
  readonly keep: number;
  /** What files may take that were made ready, in bytes; the least recently used go first. */
  readonly space: number;
}

/** What exports need. */
export interface ExportContext {
  readonly store: ExportStore;
  readonly images: Pick<Images, 'dataOpen'>;
  readonly disks: ImageService['views'];
  readonly chunks: Pick<ChunkStore, 'open' | 'assemble'>;
  readonly jobs: Pick<JobStore, 'jobForget'>;
  readonly layouts: LayoutCache;
  readonly settings: ExportSettings;
  readonly clock: Clock;
  readonly log: WorkLog;
  readonly wakeJobs: () => void;
  /** Something may be garbage now. */
  readonly nudgeCollector: () => void;
}
