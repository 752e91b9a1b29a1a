import type { Caller } from '../kernel/caller.ts';
import type { JobId } from '../kernel/ids.ts';
import type { MaintenanceRun, RunKind, RunRequest } from './run.ts';

/**
 * Everything that can be done with the chunk store as a whole. For administrators: every operation fails with
 * `forbidden` for others.
 */
export interface Storage {
  /** Starts maintenance and returns at once. `conflict` while a run of the same kind is not over. */
  runStart(caller: Caller, request: RunRequest): Promise<MaintenanceRun>;
  /** Newest first; finished ones are remembered for 30 days. */
  runList(caller: Caller, query: RunListQuery): Promise<RunPage>;
  runGet(caller: Caller, id: JobId): Promise<MaintenanceRun>;
  /** Ends a run soon, and keeps what it has done. Nothing happens to one that is over. */
  runCancel(caller: Caller, id: JobId): Promise<MaintenanceRun>;
}

export interface RunListQuery {
  readonly kind?: RunKind;
  /** The last run of the page before; `invalid` when there is none of that id. */
  readonly marker?: JobId;
  readonly limit: number;
}

export interface RunPage {
  readonly items: readonly MaintenanceRun[];
  /** There are others behind the last one. */
  readonly more: boolean;
}
