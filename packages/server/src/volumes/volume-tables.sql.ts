import type { TreeRoot } from '@ingot/chunk-store';
import type { Kysely, Selectable } from 'kysely';
import { sql } from 'kysely';
import { addSearchedText, type Migrations } from '../db/index.ts';
import type { ImageId, JobId, ProjectId, SnapshotId, UserId, VolumeId } from '../kernel/ids.ts';
import type { SnapshotStatus } from './snapshot.ts';
import type { VolumeAttachment, VolumeSource, VolumeStatus } from './volume.ts';

interface VolumeTable {
  id: VolumeId;
  owner_id: ProjectId;
  user_id: UserId;
  name: string | null;
  description: string | null;
  /** See `searchedText`. */
  searched: string;
  size_gib: number;
  bootable: 0 | 1;
  read_only: 0 | 1;
  source_kind: VolumeSource['kind'];
  /** Null when the volume was blank. */
  source_id: ImageId | SnapshotId | VolumeId | null;
  /** What it stands on: both null or both not. */
  base_root: TreeRoot | null;
  base_size: number | null;
  host: string;
  created_at: number;
  updated_at: number;
  status: VolumeStatus;
  /** The job that the state waits for. */
  task_id: JobId | null;
  deadline: number | null;
  /** The image that it is uploaded to. */
  image_id: ImageId | null;
  /** The size that it is being extended to. */
  to_gib: number | null;
  failure: string | null;
  /** What a machine has of it: these are null unless there is one. */
  attachment_id: string | null;
  attachment_machine: string | null;
  attachment_host: string | null;
  attachment_device: string | null;
  attachment_mode: VolumeAttachment['mode'] | null;
  attachment_at: number | null;
}

interface VolumeMetadataTable {
  volume_id: VolumeId;
  /** What users say of the volume, or what the image says. */
  kind: MetadataKind;
  name: string;
  value: string;
}

export type MetadataKind = 'user' | 'image';

interface SnapshotTable {
  id: SnapshotId;
  owner_id: ProjectId;
  user_id: UserId;
  volume_id: VolumeId;
  size_gib: number;
  name: string | null;
  description: string | null;
  /** See `searchedText`. */
  searched: string;
  bootable: 0 | 1;
  created_at: number;
  updated_at: number;
  status: SnapshotStatus;
  task_id: JobId | null;
  deadline: number | null;
  /** The content: both null or both not. */
  root: TreeRoot | null;
  root_size: number | null;
  failure: string | null;
}

interface SnapshotMetadataTable {
  snapshot_id: SnapshotId;
  kind: MetadataKind;
  name: string;
  value: string;
}

interface VolumeUsageTable {
  project_id: ProjectId;
  volumes: number;
  snapshots: number;
  gigabytes: number;
}

/** Volumes that are gone: what is left of one on its host may be removed. */
interface VolumeDeletedTable {
  id: VolumeId;
  host: string;
  deleted_at: number;
}

export interface VolumeTables {
  volume: VolumeTable;
  volume_metadata: VolumeMetadataTable;
  volume_snapshot: SnapshotTable;
  volume_snapshot_metadata: SnapshotMetadataTable;
  volume_usage: VolumeUsageTable;
  volume_deleted: VolumeDeletedTable;
}

export type VolumeRow = Selectable<VolumeTable>;
export type SnapshotRow = Selectable<SnapshotTable>;

export const volumeMigrations: Migrations = {
  '0020-volumes': {
    up: async (kysely: Kysely<unknown>): Promise<void> => {
      await createVolume(kysely);
      await createSnapshot(kysely);
      await createAccounts(kysely);
    },
  },
  '0031-volume-layers': {
    up: async ({ schema }: Kysely<unknown>): Promise<void> => {
      await schema
        .createIndex('volume_by_base')
        .on('volume')
        .columns(['base_root', 'id'])
        .where(sql.ref('base_root'), 'is not', null)
        .execute();
    },
  },
  '0091-words-of-volumes': {
    up: async (kysely: Kysely<unknown>): Promise<void> => {
      for (const table of ['volume', 'volume_snapshot']) await addSearchedText(kysely, table);
    },
  },
};

async function createVolume({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('volume')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('owner_id', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text')
    .addColumn('description', 'text')
    .addColumn('size_gib', 'bigint', (column) => column.notNull())
    .addColumn('bootable', 'integer', (column) => column.notNull())
    .addColumn('read_only', 'integer', (column) => column.notNull())
    .addColumn('source_kind', 'text', (column) => column.notNull())
    .addColumn('source_id', 'text')
    .addColumn('base_root', 'text')
    .addColumn('base_size', 'bigint')
    .addColumn('host', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('task_id', 'text')
    .addColumn('deadline', 'bigint')
    .addColumn('image_id', 'text')
    .addColumn('to_gib', 'bigint')
    .addColumn('failure', 'text')
    .addColumn('attachment_id', 'text')
    .addColumn('attachment_machine', 'text')
    .addColumn('attachment_host', 'text')
    .addColumn('attachment_device', 'text')
    .addColumn('attachment_mode', 'text')
    .addColumn('attachment_at', 'bigint')
    .execute();
  await schema.createIndex('volume_by_owner').on('volume').columns(['owner_id', 'created_at', 'id']).execute();
  await schema.createIndex('volume_by_age').on('volume').columns(['created_at', 'id']).execute();
  await schema.createIndex('volume_by_source').on('volume').columns(['source_id', 'id']).execute();
  await schema
    .createIndex('volume_overdue')
    .on('volume')
    .columns(['deadline'])
    .where(sql.ref('deadline'), 'is not', null)
    .execute();
  await schema
    .createTable('volume_metadata')
    .addColumn('volume_id', 'text', (column) => column.notNull().references('volume.id'))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('volume_metadata_key', ['volume_id', 'kind', 'name'])
    .execute();
}

async function createSnapshot({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('volume_snapshot')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('owner_id', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('volume_id', 'text', (column) => column.notNull().references('volume.id'))
    .addColumn('size_gib', 'bigint', (column) => column.notNull())
    .addColumn('name', 'text')
    .addColumn('description', 'text')
    .addColumn('bootable', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('task_id', 'text')
    .addColumn('deadline', 'bigint')
    .addColumn('root', 'text')
    .addColumn('root_size', 'bigint')
    .addColumn('failure', 'text')
    .execute();
  const lists = [
    { name: 'volume_snapshot_by_owner', columns: ['owner_id', 'created_at', 'id'] },
    { name: 'volume_snapshot_by_age', columns: ['created_at', 'id'] },
    { name: 'volume_snapshot_by_volume', columns: ['volume_id', 'id'] },
  ];
  for (const { name, columns } of lists) {
    await schema.createIndex(name).on('volume_snapshot').columns(columns).execute();
  }
  await schema
    .createIndex('volume_snapshot_overdue')
    .on('volume_snapshot')
    .columns(['deadline'])
    .where(sql.ref('deadline'), 'is not', null)
    .execute();
  await schema
    .createTable('volume_snapshot_metadata')
    .addColumn('snapshot_id', 'text', (column) => column.notNull().references('volume_snapshot.id'))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('volume_snapshot_metadata_key', ['snapshot_id', 'kind', 'name'])
    .execute();
}

async function createAccounts({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('volume_usage')
    .addColumn('project_id', 'text', (column) => column.primaryKey())
    .addColumn('volumes', 'bigint', (column) => column.notNull())
    .addColumn('snapshots', 'bigint', (column) => column.notNull())
    .addColumn('gigabytes', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createTable('volume_deleted')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('host', 'text', (column) => column.notNull())
    .addColumn('deleted_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema.createIndex('volume_deleted_at').on('volume_deleted').columns(['deleted_at']).execute();
}
