import type { Kysely } from 'kysely';
import type { Migrations } from '../../db/index.ts';
import type { ImageId, JobId, MachineId, ProjectId, RecipeId, RecipeRunId, UserId } from '../../kernel/ids.ts';
import type { RunStatus, RunStep, RunStepStatus } from './run.ts';

interface RunTable {
  id: RecipeRunId;
  task: JobId;
  recipe_id: RecipeId | null;
  recipe_name: string | null;
  recipe_revision: number | null;
  document: string;
  /** JSON of `RecipeBase`. */
  base: string;
  /** JSON of names and values. */
  variables: string;
  /** JSON of names. */
  secret_names: string;
  machine_id: MachineId | null;
  image_id: ImageId;
  host: string;
  project_id: ProjectId;
  user_id: UserId;
  status: RunStatus;
  step: number | null;
  /** 1 when somebody wants it to end. */
  cancel: number;
  reason: string | null;
  created_at: number;
  updated_at: number;
  finished_at: number | null;
}

interface StepTable {
  run_id: RecipeRunId;
  place: number;
  kind: RunStep['kind'];
  name: string;
  status: RunStepStatus;
  started_at: number | null;
  finished_at: number | null;
  /** `bigint`: those of Windows have 32 bits. */
  exit_code: number | null;
  log_length: number;
}

interface LogTable {
  run_id: RecipeRunId;
  place: number;
  /** Of the first character of `text` in the log. */
  position: number;
  length: number;
  text: string;
  /** 1 for sentences of the service, 0 for what the guest has printed. */
  is_ours: number;
}

export type RunTables = { recipe_run: RunTable; recipe_run_step: StepTable; recipe_run_log: LogTable };

export const recipeRunMigrations: Migrations = {
  '0053-recipe-runs': {
    up: async ({ schema }: Kysely<unknown>): Promise<void> => {
      await schema
        .createTable('recipe_run')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('task', 'text', (column) => column.notNull())
        .addColumn('recipe_id', 'text')
        .addColumn('recipe_name', 'text')
        .addColumn('recipe_revision', 'integer')
        .addColumn('document', 'text', (column) => column.notNull())
        .addColumn('base', 'text', (column) => column.notNull())
        .addColumn('variables', 'text', (column) => column.notNull())
        .addColumn('secret_names', 'text', (column) => column.notNull())
        .addColumn('machine_id', 'text')
        .addColumn('image_id', 'text', (column) => column.notNull())
        .addColumn('host', 'text', (column) => column.notNull())
        .addColumn('project_id', 'text', (column) => column.notNull())
        .addColumn('user_id', 'text', (column) => column.notNull())
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('step', 'integer')
        .addColumn('cancel', 'integer', (column) => column.notNull())
        .addColumn('reason', 'text')
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('updated_at', 'bigint', (column) => column.notNull())
        .addColumn('finished_at', 'bigint')
        .execute();
      await schema
        .createIndex('recipe_run_project')
        .on('recipe_run')
        .columns(['project_id', 'created_at', 'id'])
        .execute();
      await schema.createIndex('recipe_run_order').on('recipe_run').columns(['created_at', 'id']).execute();
      await schema.createIndex('recipe_run_recipe').on('recipe_run').columns(['recipe_id', 'created_at']).execute();
      await schema.createIndex('recipe_run_finished').on('recipe_run').column('finished_at').execute();
      await schema
        .createTable('recipe_run_step')
        .addColumn('run_id', 'text', (column) => column.notNull())
        .addColumn('place', 'integer', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('started_at', 'bigint')
        .addColumn('finished_at', 'bigint')
        .addColumn('exit_code', 'bigint')
        .addColumn('log_length', 'integer', (column) => column.notNull())
        .addPrimaryKeyConstraint('recipe_run_step_key', ['run_id', 'place'])
        .execute();
      await schema
        .createTable('recipe_run_log')
        .addColumn('run_id', 'text', (column) => column.notNull())
        .addColumn('place', 'integer', (column) => column.notNull())
        .addColumn('position', 'integer', (column) => column.notNull())
        .addColumn('length', 'integer', (column) => column.notNull())
        .addColumn('text', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('recipe_run_log_key', ['run_id', 'place', 'position'])
        .execute();
    },
  },
  '0093-sentences-in-logs': {
    up: async ({ schema }: Kysely<unknown>): Promise<void> => {
      const log = schema.alterTable('recipe_run_log');
      await log.addColumn('is_ours', 'integer', (column) => column.notNull().defaultTo(0)).execute();
    },
  },
};
