import type { Kysely } from 'kysely';
import type { Migrations } from '../db/index.ts';
import type { ImageId, JobId, ProjectId, UserId } from '../kernel/ids.ts';
import type { PreparationState } from './preparation.ts';

interface PreparationTable {
  id: JobId;
  source_id: ImageId;
  image_id: ImageId | null;
  project_id: ProjectId;
  requested_by: UserId;
  /** JSON of `PreparationOrder`. */
  wanted: string;
  status: PreparationState['status'];
  /** 1 when somebody wants it to end. */
  cancel: number;
  failure: string | null;
  /** JSON of `Outcome`. */
  outcome: string | null;
  report_id: JobId | null;
  created_at: number;
  updated_at: number;
  finished_at: number | null;
}

export type PreparationTables = { image_preparation: PreparationTable };

export const preparationMigrations: Migrations = {
  '0047-image-preparations': {
    up: async ({ schema }: Kysely<unknown>): Promise<void> => {
      await schema
        .createTable('image_preparation')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('source_id', 'text', (column) => column.notNull())
        .addColumn('image_id', 'text')
        .addColumn('project_id', 'text', (column) => column.notNull())
        .addColumn('requested_by', 'text', (column) => column.notNull())
        .addColumn('wanted', 'text', (column) => column.notNull())
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('cancel', 'integer', (column) => column.notNull())
        .addColumn('failure', 'text')
        .addColumn('outcome', 'text')
        .addColumn('report_id', 'text')
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('updated_at', 'bigint', (column) => column.notNull())
        .addColumn('finished_at', 'bigint')
        .execute();
      await schema.createIndex('image_preparation_source').on('image_preparation').column('source_id').execute();
      await schema.createIndex('image_preparation_finished').on('image_preparation').column('finished_at').execute();
    },
  },
};
