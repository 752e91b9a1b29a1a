import type { RunKind, RunKinds } from './run.ts';

/** How one kind of maintenance is done. It may be begun again after it was interrupted anywhere, so it is idempotent. */
export interface MaintenanceTask<Kind extends RunKind> {
  /** Resolves to the last word; throwing fails the run. Rejects soon after `signal` aborts. */
  run(options: RunKinds[Kind]['options'], run: RunContext<Kind>): Promise<RunKinds[Kind]['figures']>;
}

export interface RunContext<Kind extends RunKind> {
  /** Aborts when the process stops, or when the run is cancelled. */
  readonly signal: AbortSignal;
  /** When the run was asked for, in milliseconds since the epoch. */
  readonly createdAt: number;
  /** What an earlier life of the run has told, which it may go on from. */
  readonly before: RunKinds[Kind]['figures'] | null;
  /** What has come of it so far; called as often as there is something new, written down now and then. */
  readonly tell: (figures: RunKinds[Kind]['figures']) => void;
}

/** One for each kind. */
export type MaintenanceTasks = { readonly [Kind in RunKind]: MaintenanceTask<Kind> };
