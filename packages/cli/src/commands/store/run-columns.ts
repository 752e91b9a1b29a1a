import type { Answer } from '@ingot/client';
import { type Column, type Output, record, time } from '../../output/output.ts';

/** Maintenance of the store: a collection, a scrub, … */
export type Run = Answer<'get', '/api/v1/store/runs/{id}'>;

export const RUN_COLUMNS: readonly Column<Run>[] = [
  { label: 'column.id', of: ({ id }) => id },
  { label: 'column.kind', of: ({ kind }) => kind },
  { label: 'column.status', of: ({ status }) => status },
  { label: 'column.created', of: ({ createdAt }) => time(createdAt) },
  { label: 'column.finished', of: ({ finishedAt }) => (finishedAt === null ? null : new Date(finishedAt)) },
  { label: 'column.failure', of: ({ failure }) => failure, shrinks: true },
];

/** A run with its figures, which differ from kind to kind and are named as in the API. */
export function runRecord(run: Run): Output {
  const figures = Object.entries(run.figures ?? {}).filter(([, value]) => ['number', 'string'].includes(typeof value));
  return record(
    run,
    RUN_COLUMNS,
    figures.map(([name, value]) => [name, name.endsWith('ytes') ? { bytes: Number(value) } : String(value)]),
  );
}
