import type { TreeRoot } from '@ingot/chunk-store';
import { sql, type Kysely } from 'kysely';
import type { Migrations } from '../../db/index.ts';
import type { JobId } from '../../kernel/ids.ts';
import type { ContainerFormat, ImageDiskFormat } from '../image.ts';
import type { DiskViewState } from './disk-view.ts';

export interface DiskViewTable {
  content_root: TreeRoot;
  container_format: ContainerFormat;
  disk_format: ImageDiskFormat;
  status: DiskViewState['status'];
  /** Of one that is being made. */
  task_id: JobId | null;
  /** Of one that is ready, both or none. */
  root: TreeRoot | null;
  size: number | null;
  /** Why it failed. */
  reason: string | null;
  /** Whether that is for good. */
  final: 0 | 1;
}

export const diskViewMigrations: Migrations = {
  '0023-disk-views': {
    up: async ({ schema }: Kysely<unknown>): Promise<void> => {
      await schema
        .createTable('disk_view')
        .addColumn('content_root', 'text', (column) => column.notNull())
        .addColumn('container_format', 'text', (column) => column.notNull())
        .addColumn('disk_format', 'text', (column) => column.notNull())
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('task_id', 'text')
        .addColumn('root', 'text')
        .addColumn('size', 'bigint')
        .addColumn('reason', 'text')
        .addColumn('final', 'integer', (column) => column.notNull())
        .addPrimaryKeyConstraint('disk_view_key', ['content_root', 'container_format', 'disk_format'])
        .execute();
      await schema
        .createIndex('disk_view_making')
        .on('disk_view')
        .column('task_id')
        .where(sql.ref('task_id'), 'is not', null)
        .execute();
      await schema
        .createIndex('image_staged_content')
        .on('image')
        .column('staged_root')
        .where(sql.ref('staged_root'), 'is not', null)
        .execute();
    },
  },
};
