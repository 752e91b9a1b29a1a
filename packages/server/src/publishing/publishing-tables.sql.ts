import type { Kysely } from 'kysely';
import type { Migrations } from '../db/index.ts';
import type { ImageId, ImagePoolId, JobId, MachineId, ProjectId, PublicationId, UserId } from '../kernel/ids.ts';
import type { Artefact, DesktopImage } from './desktop-image.ts';
import type { FileType, ImageType, OsType } from './file-types.ts';
import type { PoolPlace } from './pools/image-pool.ts';
import type { Publication, PublicationKind, PublicationStep } from './publication.ts';

interface ImagePoolTable {
  id: ImagePoolId;
  name: string;
  description: string | null;
  kind: PoolPlace['kind'];
  /** Of a directory. */
  path: string | null;
  /** Of a bucket, both or none. */
  bucket: string | null;
  prefix: string | null;
  /** As `placeText` writes it. */
  place: string;
  created_at: number;
  updated_at: number;
}

interface DesktopImageTable {
  image_id: ImageId;
  owner_id: ProjectId;
  image_type: ImageType;
  os_type: OsType | null;
  file_type: FileType;
  pool_id: ImagePoolId;
  dedicated: 0 | 1;
  flavor: string | null;
  parent_id: ImageId | null;
  source_name: string | null;
  status: DesktopImage['state']['status'];
  /** Of one that is being published. */
  publication_id: PublicationId | null;
  created_at: number;
  updated_at: number;
}

interface ArtefactTable {
  image_id: ImageId;
  pool_id: ImagePoolId;
  file_type: FileType;
  status: Artefact['state']['status'];
  /** Of one that is being written. */
  publication_id: PublicationId | null;
  /** Of one that is ready, both or none. */
  size: number | null;
  sha256: string | null;
  created_at: number;
}

interface PublicationTable {
  id: PublicationId;
  task_id: JobId;
  kind: PublicationKind;
  /** Of a clone or a conversion. */
  machine_id: MachineId | null;
  snapshot_name: string | null;
  image_id: ImageId;
  pool_id: ImagePoolId;
  owner_id: ProjectId;
  user_id: UserId;
  /** JSON. */
  checks: string;
  warning: string | null;
  status: Publication['state']['status'];
  /** Of one that runs. */
  step: PublicationStep | null;
  done: number;
  total: number | null;
  /** Wanted, of one that runs; done, of one that is undone. */
  cancelled: 0 | 1;
  failure: string | null;
  finished_at: number | null;
  created_at: number;
  updated_at: number;
}

export interface PublishingTables {
  image_pool: ImagePoolTable;
  desktop_image: DesktopImageTable;
  image_artefact: ArtefactTable;
  publication: PublicationTable;
}

export const publishingMigrations: Migrations = {
  '0039-publishing': {
    up: async ({ schema }: Kysely<unknown>): Promise<void> => {
      await schema
        .createTable('image_pool')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('name', 'text', (column) => column.notNull().unique())
        .addColumn('description', 'text')
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('path', 'text')
        .addColumn('bucket', 'text')
        .addColumn('prefix', 'text')
        .addColumn('place', 'text', (column) => column.notNull().unique())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('updated_at', 'bigint', (column) => column.notNull())
        .execute();
      await schema
        .createTable('desktop_image')
        .addColumn('image_id', 'text', (column) => column.primaryKey())
        .addColumn('owner_id', 'text', (column) => column.notNull())
        .addColumn('image_type', 'text', (column) => column.notNull())
        .addColumn('os_type', 'text')
        .addColumn('file_type', 'text', (column) => column.notNull())
        .addColumn('pool_id', 'text', (column) => column.notNull())
        .addColumn('dedicated', 'integer', (column) => column.notNull())
        .addColumn('flavor', 'text')
        .addColumn('parent_id', 'text')
        .addColumn('source_name', 'text')
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('publication_id', 'text')
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('updated_at', 'bigint', (column) => column.notNull())
        .execute();
      await schema
        .createIndex('desktop_image_list')
        .on('desktop_image')
        .columns(['owner_id', 'created_at', 'image_id'])
        .execute();
      await schema.createIndex('desktop_image_all').on('desktop_image').columns(['created_at', 'image_id']).execute();
      await schema.createIndex('desktop_image_parent').on('desktop_image').columns(['parent_id', 'image_id']).execute();
      await schema.createIndex('desktop_image_status').on('desktop_image').column('status').execute();
      await schema
        .createTable('image_artefact')
        .addColumn('image_id', 'text', (column) => column.notNull())
        .addColumn('pool_id', 'text', (column) => column.notNull())
        .addColumn('file_type', 'text', (column) => column.notNull())
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('publication_id', 'text')
        .addColumn('size', 'bigint')
        .addColumn('sha256', 'text')
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('image_artefact_key', ['image_id', 'pool_id'])
        .execute();
      await schema.createIndex('image_artefact_pool').on('image_artefact').columns(['pool_id', 'image_id']).execute();
      await schema
        .createTable('publication')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('task_id', 'text', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('machine_id', 'text')
        .addColumn('snapshot_name', 'text')
        .addColumn('image_id', 'text', (column) => column.notNull())
        .addColumn('pool_id', 'text', (column) => column.notNull())
        .addColumn('owner_id', 'text', (column) => column.notNull())
        .addColumn('user_id', 'text', (column) => column.notNull())
        .addColumn('checks', 'text', (column) => column.notNull())
        .addColumn('warning', 'text')
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('step', 'text')
        .addColumn('done', 'bigint', (column) => column.notNull())
        .addColumn('total', 'bigint')
        .addColumn('cancelled', 'integer', (column) => column.notNull())
        .addColumn('failure', 'text')
        .addColumn('finished_at', 'bigint')
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('updated_at', 'bigint', (column) => column.notNull())
        .execute();
      await schema
        .createIndex('publication_list')
        .on('publication')
        .columns(['owner_id', 'created_at', 'id'])
        .execute();
      await schema.createIndex('publication_all').on('publication').columns(['created_at', 'id']).execute();
      await schema.createIndex('publication_image').on('publication').columns(['image_id', 'created_at']).execute();
      await schema.createIndex('publication_open').on('publication').columns(['finished_at', 'id']).execute();
    },
  },
  '0080-publications-of-machines': {
    up: async ({ schema }: Kysely<unknown>): Promise<void> => {
      await schema
        .createIndex('publication_machine')
        .on('publication')
        .columns(['machine_id', 'created_at', 'id'])
        .execute();
    },
  },
};
