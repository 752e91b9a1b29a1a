import type { WorkLog } from '../jobs/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { RunStore } from './run-store.ts';

/** What the operations on the store work with. */
export interface StorageContext {
  readonly runs: RunStore;
  readonly clock: Clock;
  readonly log: WorkLog;
  /** Tells the runner that a job was enqueued. */
  readonly wakeJobs: () => void;
}
