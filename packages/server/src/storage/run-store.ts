import type { NewJob } from '../jobs/index.ts';
import type { JobId } from '../kernel/ids.ts';
import type { MaintenanceRun, RunKind } from './run.ts';

/** Where runs are kept. Every time is handed in, in milliseconds since the epoch. */
export interface RunStore {
  /** Together with its job. False, and nothing happened, when a run of this kind is not over. */
  runAdd(run: NewRun, job: NewJob): Promise<boolean>;
  runFind(id: JobId): Promise<MaintenanceRun | null>;
  /** Newest first. */
  runList(query: RunQuery): Promise<readonly MaintenanceRun[]>;
  /** Begins or goes on with a run that is not over. Null when it is, or is not known. */
  runBegin(id: JobId, now: number): Promise<MaintenanceRun | null>;
  /** Writes down what has come of it. @returns whether somebody wants it to end. */
  runTell(id: JobId, figures: MaintenanceRun['figures'], now: number): Promise<boolean>;
  /** Once; a run that is over stays as it is. */
  runEnd(id: JobId, end: RunEnd, now: number): Promise<void>;
  /** False when it is over already, or not known. */
  runCancel(id: JobId, now: number): Promise<boolean>;
  /** Forgets at most `limit` runs that finished before the given time. @returns how many. */
  runForget(finishedBefore: number, limit: number): Promise<number>;
}

export type NewRun = Pick<MaintenanceRun, 'id' | 'request' | 'requestedBy' | 'createdAt'>;

export type RunEnd = Pick<MaintenanceRun, 'status' | 'figures' | 'failure'>;

export interface RunQuery {
  readonly kind?: RunKind;
  /** The last run of the page before. */
  readonly after?: Pick<MaintenanceRun, 'id' | 'createdAt'>;
  readonly limit: number;
}
