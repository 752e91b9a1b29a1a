import type { ReportState } from './report.ts';

/** The columns that keep a state. */
interface StateRow {
  readonly status: ReportState['status'];
  readonly cancel: number;
  readonly failure: string | null;
  readonly finished_at: number | null;
  readonly updated_at: number;
}

export function stateOf({ status, cancel, failure, finished_at, updated_at }: StateRow): ReportState {
  const finishedAt = finished_at ?? updated_at;
  if (status === 'failed') return { status, finishedAt, failure: failure ?? '' };
  if (status === 'waiting' || status === 'running') return { status, cancelRequested: cancel === 1 };
  return { status, finishedAt };
}
