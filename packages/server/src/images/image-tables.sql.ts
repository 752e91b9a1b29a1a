import type { TreeRoot } from '@ingot/chunk-store';
import { sql, type ExpressionBuilder, type Kysely, type Selectable, type SelectQueryBuilder } from 'kysely';
import type { Migrations } from '../db/index.ts';
import { addListColumns, createListIndexes } from './image-indexes.sql.ts';
import type { FamilyName, ImageId, JobId, ProjectId } from '../kernel/ids.ts';
import type { FamilyTables } from './families/family-tables.sql.ts';
import type { DiskViewTable } from './views/disk-view-tables.sql.ts';
import type {
  ContainerFormat,
  ImageDiskFormat,
  ImageStatus,
  MemberStatus,
  RestorableState,
  Visibility,
} from './image.ts';

interface ImageTable {
  id: ImageId;
  owner_id: ProjectId;
  name: string | null;
  visibility: Visibility;
  protected: 0 | 1;
  hidden: 0 | 1;
  disk_format: ImageDiskFormat | null;
  container_format: ContainerFormat | null;
  min_disk: number;
  min_ram: number;
  created_at: number;
  updated_at: number;
  status: ImageStatus;
  /** Why it is queued again. */
  failure: string | null;
  /** The import that it waits for. */
  task_id: JobId | null;
  /** Content: three columns that are all null or all not. */
  root: TreeRoot | null;
  size: number | null;
  virtual_size: number | null;
  /** Of the content, both or none; none while they are being made. */
  md5: string | null;
  sha512: string | null;
  /** Of the content; null also where it was not kept. */
  new_bytes: number | null;
  /** What is staged for an import; apart from the content, because lists do not show it. */
  staged_root: TreeRoot | null;
  staged_size: number | null;
  staged_virtual_size: number | null;
  staged_md5: string | null;
  staged_sha512: string | null;
  staged_new_bytes: number | null;
  deleted_at: number | null;
  /** What a restore brings back; null also once a deleted image was purged. */
  deleted_from: RestorableState['status'] | null;
  /** Name and size as lists are in the order of them, never null: '' and -1 where there is none. */
  sort_name: string;
  sort_size: number;
  /** Facts that are among the properties, as lists are made by them: see `families/image-facts.ts`. */
  family: FamilyName | null;
  /** Null while it is held back. */
  released_at: number | null;
  /** When it is deprecated or obsolete, whichever is first. */
  retired_at: number | null;
  replacement_id: ImageId | null;
  optimized: 0 | 1;
  /** Grows with every write of the image, its tags or its properties: the same revision of an image is the same image. */
  revision: number;
}

interface ImagePropertyTable {
  image_id: ImageId;
  name: string;
  value: string;
}

interface ImageTagTable {
  image_id: ImageId;
  tag: string;
}

/** A word by which an image is found; a deleted one has none. */
interface ImageWordTable {
  word: string;
  image_id: ImageId;
}

interface ImageMemberTable {
  image_id: ImageId;
  member_id: ProjectId;
  status: MemberStatus;
  created_at: number;
  updated_at: number;
}

interface ImageUploadTable {
  image_id: ImageId;
  project_id: ProjectId;
  token: string;
  process: string;
  reserved_bytes: number;
  lease_until: number;
}

/** What has come of an image that is pushed; the stretches do not overlap. */
interface ImagePushPartTable {
  image_id: ImageId;
  /** In bytes, as is the length. */
  start: number;
  length: number;
  root: TreeRoot;
  new_bytes: number;
}

interface ImageUsageTable {
  project_id: ProjectId;
  bytes: number;
  staged_bytes: number;
  reserved_bytes: number;
  images: number;
  uploads: number;
  optimized: number;
}

/** What has changed of what is kept beside the packs, and is not there yet. */
interface LabelDueTable {
  /** The id of an image, or what another domain writes there. */
  subject: string;
  /** Another one for each change. */
  token: string;
  /** 0, or until when somebody sees to it. */
  due_at: number;
}

export interface ImageTables extends FamilyTables {
  image: ImageTable;
  image_property: ImagePropertyTable;
  image_tag: ImageTagTable;
  image_word: ImageWordTable;
  image_member: ImageMemberTable;
  image_upload: ImageUploadTable;
  image_push_part: ImagePushPartTable;
  image_usage: ImageUsageTable;
  label_due: LabelDueTable;
  disk_view: DiskViewTable;
}

export type ImageRow = Selectable<ImageTable>;
/** A query for images, to be narrowed and put in order. */
export type Images = SelectQueryBuilder<ImageTables, 'image', unknown>;
/** What conditions in such a query are made with. */
export type ImageConditions = ExpressionBuilder<ImageTables, 'image'>;
export type ImageMemberRow = Selectable<ImageMemberTable>;
export type ImageUploadRow = Selectable<ImageUploadTable>;

export const imageMigrations: Migrations = {
  '0003-images': {
    up: async (kysely: Kysely<unknown>): Promise<void> => {
      await createImage(kysely);
      await createParts(kysely);
      await createAccounts(kysely);
    },
  },
  '0010-upload-processes': {
    up: async ({ schema }: Kysely<unknown>): Promise<void> => {
      await schema
        .alterTable('image_upload')
        .addColumn('process', 'text', (column) => column.notNull().defaultTo(''))
        .execute();
    },
  },
  '0016-image-new-bytes': {
    up: async ({ schema }: Kysely<unknown>): Promise<void> => {
      for (const column of ['new_bytes', 'staged_new_bytes']) {
        await schema.alterTable('image').addColumn(column, 'bigint').execute();
      }
    },
  },
  '0017-image-lists': {
    up: async (kysely: Kysely<unknown>): Promise<void> => {
      await addListColumns(kysely);
      await createListIndexes(kysely);
    },
  },
  '0022-pushes': {
    up: async ({ schema }: Kysely<unknown>): Promise<void> => {
      await schema
        .createTable('image_push_part')
        .addColumn('image_id', 'text', (column) => column.notNull().references('image.id'))
        .addColumn('start', 'bigint', (column) => column.notNull())
        .addColumn('length', 'bigint', (column) => column.notNull())
        .addColumn('root', 'text', (column) => column.notNull())
        .addColumn('new_bytes', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('image_push_part_key', ['image_id', 'start'])
        .execute();
    },
  },
};

async function createImage({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('image')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('owner_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text')
    .addColumn('visibility', 'text', (column) => column.notNull())
    .addColumn('protected', 'integer', (column) => column.notNull())
    .addColumn('hidden', 'integer', (column) => column.notNull())
    .addColumn('disk_format', 'text')
    .addColumn('container_format', 'text')
    .addColumn('min_disk', 'integer', (column) => column.notNull())
    .addColumn('min_ram', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('failure', 'text')
    .addColumn('task_id', 'text')
    .addColumn('root', 'text')
    .addColumn('size', 'bigint')
    .addColumn('virtual_size', 'bigint')
    .addColumn('md5', 'text')
    .addColumn('sha512', 'text')
    .addColumn('staged_root', 'text')
    .addColumn('staged_size', 'bigint')
    .addColumn('staged_virtual_size', 'bigint')
    .addColumn('staged_md5', 'text')
    .addColumn('staged_sha512', 'text')
    .addColumn('deleted_at', 'bigint')
    .addColumn('deleted_from', 'text')
    .execute();

  // One index for each branch of the default list, in its default order: a page is a walk along one of them. The names
  // are what clients look images up by, and what people sort by.
  const lists = [
    { name: 'image_by_owner', columns: ['owner_id', 'created_at', 'id'] },
    { name: 'image_by_owner_name', columns: ['owner_id', 'name', 'id'] },
    { name: 'image_by_visibility', columns: ['visibility', 'created_at', 'id'] },
    { name: 'image_by_age', columns: ['created_at', 'id'] },
    { name: 'image_by_name', columns: ['name', 'id'] },
  ];
  for (const { name, columns } of lists) {
    await schema.createIndex(name).on('image').columns(columns).where('deleted_at', 'is', null).execute();
  }
  await schema
    .createIndex('image_trash')
    .on('image')
    .columns(['owner_id', 'deleted_at', 'id'])
    .where(sql.ref('deleted_from'), 'is not', null)
    .execute();
  await schema
    .createIndex('image_purge')
    .on('image')
    .columns(['deleted_at'])
    .where(sql.ref('deleted_from'), 'is not', null)
    .execute();
  const rare = [
    { name: 'image_task', columns: ['id'], present: 'task_id' },
    { name: 'image_root', columns: ['id', 'root'], present: 'root' },
    { name: 'image_staged_root', columns: ['id', 'staged_root'], present: 'staged_root' },
    // Looked up by people who have a file and want its image.
    { name: 'image_md5', columns: ['md5'], present: 'md5' },
    { name: 'image_sha512', columns: ['sha512'], present: 'sha512' },
  ];
  for (const { name, columns, present } of rare) {
    await schema.createIndex(name).on('image').columns(columns).where(sql.ref(present), 'is not', null).execute();
  }
}

async function createParts({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('image_property')
    .addColumn('image_id', 'text', (column) => column.notNull().references('image.id'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('image_property_key', ['image_id', 'name'])
    .execute();
  await schema
    .createTable('image_tag')
    .addColumn('image_id', 'text', (column) => column.notNull().references('image.id'))
    .addColumn('tag', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('image_tag_key', ['image_id', 'tag'])
    .execute();
  await schema
    .createTable('image_member')
    .addColumn('image_id', 'text', (column) => column.notNull().references('image.id'))
    .addColumn('member_id', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('image_member_key', ['image_id', 'member_id'])
    .execute();
  await schema
    .createIndex('image_member_offers')
    .on('image_member')
    .columns(['member_id', 'status', 'image_id'])
    .execute();
}

async function createAccounts({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('image_upload')
    .addColumn('image_id', 'text', (column) => column.primaryKey().references('image.id'))
    .addColumn('project_id', 'text', (column) => column.notNull())
    .addColumn('token', 'text', (column) => column.notNull())
    .addColumn('reserved_bytes', 'bigint', (column) => column.notNull())
    .addColumn('lease_until', 'bigint', (column) => column.notNull())
    .execute();
  await schema.createIndex('image_upload_lease').on('image_upload').columns(['lease_until']).execute();
  await schema
    .createTable('image_usage')
    .addColumn('project_id', 'text', (column) => column.primaryKey())
    .addColumn('bytes', 'bigint', (column) => column.notNull())
    .addColumn('staged_bytes', 'bigint', (column) => column.notNull())
    .addColumn('reserved_bytes', 'bigint', (column) => column.notNull())
    .addColumn('images', 'bigint', (column) => column.notNull())
    .addColumn('uploads', 'bigint', (column) => column.notNull())
    .execute();
}
