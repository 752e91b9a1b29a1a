import type { TreeRoot } from '@ingot/chunk-store';
import { sql, type Kysely, type Selectable } from 'kysely';
import type { Migrations } from '../db/index.ts';
import type { ImageId, JobId, ProjectId } from '../kernel/ids.ts';
import type { ExportFormat } from './export-format.ts';
import type { ExportState, ImageExport } from './image-export.ts';

interface ExportTable {
  image_id: ImageId;
  format: ExportFormat;
  project_id: ProjectId | null;
  status: ExportState['status'];
  /** Of one that is being prepared. */
  task_id: JobId | null;
  done: number;
  total: number | null;
  /** Of one that is ready, all or none. */
  disk_root: TreeRoot | null;
  size: number | null;
  sha256: string | null;
  /** The artefact of one that is ready, if it has one. */
  root: TreeRoot | null;
  /** Why it failed. */
  reason: string | null;
  created_at: number;
  updated_at: number;
  used_at: number;
}

export interface ExportTables {
  image_export: ExportTable;
}

export type ExportRow = Selectable<ExportTable>;

export const exportMigrations: Migrations = {
  '0024-image-exports': {
    up: async ({ schema }: Kysely<unknown>): Promise<void> => {
      await schema
        .createTable('image_export')
        .addColumn('image_id', 'text', (column) => column.notNull())
        .addColumn('format', 'text', (column) => column.notNull())
        .addColumn('project_id', 'text')
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('task_id', 'text')
        .addColumn('done', 'bigint', (column) => column.notNull())
        .addColumn('total', 'bigint')
        .addColumn('disk_root', 'text')
        .addColumn('size', 'bigint')
        .addColumn('sha256', 'text')
        .addColumn('root', 'text')
        .addColumn('reason', 'text')
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('updated_at', 'bigint', (column) => column.notNull())
        .addColumn('used_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('image_export_key', ['image_id', 'format'])
        .execute();
      await schema
        .createIndex('image_export_disk')
        .on('image_export')
        .columns(['disk_root', 'format'])
        .where(sql.ref('disk_root'), 'is not', null)
        .execute();
      await schema.createIndex('image_export_used').on('image_export').column('used_at').execute();
    },
  },
};

export function fromRow(row: ExportRow): ImageExport {
  return {
    imageId: row.image_id,
    format: row.format,
    projectId: row.project_id,
    state: stateOf(row),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    usedAt: row.used_at,
  };
}

function stateOf(row: ExportRow): ExportState {
  if (row.status === 'preparing' && row.task_id !== null) {
    return { status: 'preparing', task: row.task_id, done: row.done, total: row.total };
  }
  if (row.status === 'ready' && row.disk_root !== null && row.size !== null && row.sha256 !== null) {
    return { status: 'ready', diskRoot: row.disk_root, size: row.size, sha256: row.sha256, artefact: row.root };
  }
  return { status: 'failed', reason: row.reason ?? '' };
}

/** The columns of a state; those that belong to another one are null. */
export function stateColumns(state: ExportState) {
  const none = {
    task_id: null,
    done: 0,
    total: null,
    disk_root: null,
    size: null,
    sha256: null,
    root: null,
    reason: null,
  };
  switch (state.status) {
    case 'preparing':
      return { ...none, status: state.status, task_id: state.task, done: state.done, total: state.total };
    case 'ready': {
      const { status, diskRoot, size, sha256, artefact } = state;
      return { ...none, status, disk_root: diskRoot, size, sha256, root: artefact };
    }
    case 'failed':
      return { ...none, status: state.status, reason: state.reason };
  }
}
