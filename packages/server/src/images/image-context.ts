import type { ChunkStore } from '@ingot/chunk-store';
import type { Clock } from '../kernel/clock.ts';
import type { Signals } from '../db/index.ts';
import type { JobStore, WorkLog } from '../jobs/index.ts';
import type { DiskConverter } from './conversion/disk-converter.ts';
import type { ImageSettings } from './image-settings.ts';
import type { ImageStore } from './image-store.ts';
import type { Intakes } from './intakes.ts';

/** What the operations on images work with. */
export interface ImageContext {
  readonly store: ImageStore;
  readonly chunks: ChunkStore;
  readonly converter: DiskConverter;
  readonly jobs: JobStore;
  readonly clock: Clock;
  readonly settings: ImageSettings;
  /** The name of this process among those that use the store; it keeps it when it starts again. */
  readonly processName: string;
  /** Milliseconds after which a writer that gave no sign of life is taken for dead. */
  readonly lease: number;
  readonly log: WorkLog;
  /** Bytes that are coming in through this process. */
  readonly intakes: Intakes;
  /** What the other processes on the database are told. */
  readonly signals: Signals;
  /** Tells the runners that a job was enqueued. */
  readonly wakeJobs: () => void;
  /** Bytes may have become garbage. */
  readonly nudgeCollector: () => void;
}
