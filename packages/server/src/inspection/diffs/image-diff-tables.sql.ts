import type { Kysely } from 'kysely';
import type { Migrations } from '../../db/index.ts';
import type { ImageId, JobId, ProjectId, UserId } from '../../kernel/ids.ts';
import type { ReportState } from '../report.ts';

interface ImageDiffTable {
  id: JobId;
  before_id: ImageId;
  after_id: ImageId;
  project_id: ProjectId;
  status: ReportState['status'];
  /** 1 when somebody wants it to end. */
  cancel: number;
  failure: string | null;
  /** JSON of `FoundDiff`; null until it is done. */
  found: string | null;
  requested_by: UserId | null;
  created_at: number;
  updated_at: number;
  finished_at: number | null;
}

export type ImageDiffTables = { image_diff: ImageDiffTable };

export const imageDiffMigrations: Migrations = {
  '0046-image-diffs': {
    up: async (kysely: Kysely<unknown>): Promise<void> => {
      const { schema } = kysely;
      await schema
        .createTable('image_diff')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('before_id', 'text', (column) => column.notNull())
        .addColumn('after_id', 'text', (column) => column.notNull())
        .addColumn('project_id', 'text', (column) => column.notNull())
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('cancel', 'integer', (column) => column.notNull())
        .addColumn('failure', 'text')
        .addColumn('found', 'text')
        .addColumn('requested_by', 'text')
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('updated_at', 'bigint', (column) => column.notNull())
        .addColumn('finished_at', 'bigint')
        .execute();
      const after = schema.createIndex('image_diff_after').on('image_diff');
      await after.columns(['after_id', 'created_at', 'id']).execute();
      await schema.createIndex('image_diff_before').on('image_diff').column('before_id').execute();
    },
  },
};
