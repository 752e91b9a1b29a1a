import type { Selectable } from 'kysely';
import type { RecipeBase } from '../document/recipe-plan.ts';
import type { RunTables } from './run-tables.sql.ts';
import type { RecipeRun, RunState, RunStep } from './run.ts';

type Row = Omit<Selectable<RunTables['recipe_run']>, 'document'>;
type StepRow = Selectable<RunTables['recipe_run_step']>;

/** All but the document, which is asked for by itself: it may have megabytes. */
export const RUN_COLUMNS = [
  'id',
  'task',
  'recipe_id',
  'recipe_name',
  'recipe_revision',
  'base',
  'variables',
  'secret_names',
  'machine_id',
  'image_id',
  'host',
  'project_id',
  'user_id',
  'status',
  'step',
  'cancel',
  'reason',
  'created_at',
  'updated_at',
  'finished_at',
] as const satisfies readonly (keyof Row)[];

export function toRunRow(run: RecipeRun): Row {
  const { recipe, state } = run;
  return {
    id: run.id,
    task: run.task,
    recipe_id: recipe?.id ?? null,
    recipe_name: recipe?.name ?? null,
    recipe_revision: recipe?.revision ?? null,
    base: JSON.stringify(run.base),
    variables: JSON.stringify(run.variables),
    secret_names: JSON.stringify(run.secretNames),
    machine_id: run.machineId,
    image_id: run.imageId,
    host: run.host,
    project_id: run.ownerId,
    user_id: run.userId,
    status: state.status,
    step: 'step' in state ? state.step : null,
    cancel: 'cancelRequested' in state && state.cancelRequested ? 1 : 0,
    reason: state.status === 'failed' ? state.reason : null,
    created_at: run.createdAt,
    updated_at: run.updatedAt,
    finished_at: 'finishedAt' in state ? state.finishedAt : null,
  };
}

/** JSON was written by `toRunRow`, and by nobody else. */
export function toRun(row: Row): RecipeRun {
  const { recipe_id: id, recipe_name: name, recipe_revision: revision } = row;
  return {
    id: row.id,
    task: row.task,
    recipe: id === null ? null : { id, name: name ?? '', revision: revision ?? 1 },
    base: JSON.parse(row.base) as RecipeBase,
    variables: JSON.parse(row.variables) as Record<string, string>,
    secretNames: JSON.parse(row.secret_names) as string[],
    machineId: row.machine_id,
    imageId: row.image_id,
    host: row.host,
    ownerId: row.project_id,
    userId: row.user_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    state: toState(row),
  };
}

function toState({ status, step, cancel, reason, updated_at: at, finished_at: finished }: Row): RunState {
  const finishedAt = finished ?? at;
  switch (status) {
    case 'queued':
      return { status, cancelRequested: cancel === 1 };
    case 'preparing':
    case 'building':
    case 'cleaning':
    case 'checking':
    case 'publishing':
      return { status, step: step ?? 0, cancelRequested: cancel === 1 };
    case 'done':
    case 'cancelled':
      return { status, finishedAt };
    case 'failed':
      return { status, finishedAt, step, reason: reason ?? '' };
  }
}

export function toStepRow(run: RecipeRun['id'], step: RunStep): StepRow {
  return {
    run_id: run,
    place: step.place,
    kind: step.kind,
    name: step.name,
    status: step.status,
    started_at: step.startedAt,
    finished_at: step.finishedAt,
    exit_code: step.exitCode,
    log_length: step.logLength,
  };
}

export function toStep(row: StepRow): RunStep {
  return {
    place: row.place,
    kind: row.kind,
    name: row.name,
    status: row.status,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    exitCode: row.exit_code,
    logLength: row.log_length,
  };
}
