import type { ChunkStore, TreeRoot } from '@ingot/chunk-store';
import type { JobHandler } from '../jobs/index.ts';
import { createCollectionSchedule } from './collection/collection-schedule.ts';
import { collectionTask } from './collection/collection-task.ts';
import type { MaintenanceTasks } from './maintenance-task.ts';
import { RUN_JOB, runHandler } from './run-job.ts';
import { runOperations } from './run-operations.ts';
import type { Storage } from './storage.ts';
import type { StorageContext } from './storage-context.ts';

export interface StorageOptions extends StorageContext {
  readonly chunks: ChunkStore;
  /** Every tree that something needs, in bounded memory. */
  readonly liveRoots: () => AsyncIterable<TreeRoot>;
}

export interface StorageService {
  readonly storage: Storage;
  /**
   * For a job runner of its own, whose `wake` is `wakeJobs`: maintenance of several kinds goes on for days, and must
   * not take the places of work that somebody waits for.
   */
  readonly jobHandlers: Readonly<Record<string, JobHandler>>;
  /** Bytes may have become garbage. */
  readonly nudgeCollector: () => void;
  /** What happens without being asked for. */
  readonly work: { start(): void; stop(): Promise<void> };
}

/** Puts the domain together. */
export function createStorage(options: StorageOptions): StorageService {
  const tasks: MaintenanceTasks = { collection: collectionTask(options) };
  const collections = createCollectionSchedule(options);
  return {
    storage: { ...runOperations(options) },
    jobHandlers: { [RUN_JOB]: runHandler(options, tasks) },
    nudgeCollector: () => collections.nudge(),
    work: { start: () => collections.start(), stop: () => collections.stop() },
  };
}
