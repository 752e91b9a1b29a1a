import type { Answer } from '@ingot/client';
import { record, time, type Column, type Output } from '../../output/output.ts';

export type Run = Answer<'get', '/api/v1/recipe-runs/{id}'>;
export type RunSummary = Answer<'get', '/api/v1/recipe-runs'>['runs'][number];

export const RUN_COLUMNS: readonly Column<RunSummary>[] = [
  { label: 'column.id', of: ({ id }) => id },
  {
    label: 'column.recipe',
    of: ({ recipeName, recipeRevision }) => recipeName && `${recipeName} (${recipeRevision})`,
    shrinks: true,
  },
  { label: 'column.status', of: ({ status }) => status },
  { label: 'column.created', of: ({ createdAt }) => time(createdAt) },
  { label: 'column.finished', of: ({ finishedAt }) => time(finishedAt) },
  { label: 'column.image-id', of: ({ imageId }) => imageId },
];

const FIELDS: readonly Column<RunSummary>[] = [
  ...RUN_COLUMNS,
  { label: 'column.failure', of: ({ failure }) => failure },
  { label: 'column.machine', of: ({ machineId }) => machineId },
];

/** A run with what became of each of its steps. */
export function runRecord(run: Run): Output {
  return record(
    run,
    FIELDS,
    run.steps.map(({ place, name, status, exitCode }) => [
      `${place}. ${name}`,
      exitCode === null || exitCode === 0 ? status : `${status} (${exitCode})`,
    ]),
  );
}
