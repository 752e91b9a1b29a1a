import { sql, type Kysely, type Selectable } from 'kysely';
import type { Migrations } from '../../db/index.ts';
import type { FamilyName, ImageId, ProjectId, UserId } from '../../kernel/ids.ts';
import type { FamilyAction } from './family.ts';

/** Families that somebody has done something to; the others are what images say of themselves. */
interface ImageFamilyTable {
  project_id: ProjectId;
  name: FamilyName;
  /** How many lines the history has. */
  changes: number;
  /** The pin: without it all four are null. */
  pinned_id: ImageId | null;
  pinned_at: number | null;
  pinned_by: UserId | null;
  pin_reason: string | null;
}

interface ImageFamilyChangeTable {
  project_id: ProjectId;
  family: FamilyName;
  number: number;
  action: FamilyAction;
  image_id: ImageId;
  from_id: ImageId | null;
  to_id: ImageId | null;
  reason: string | null;
  user_id: UserId;
  user_name: string;
  at: number;
}

export interface FamilyTables {
  image_family: ImageFamilyTable;
  image_family_change: ImageFamilyChangeTable;
}

export type ImageFamilyRow = Selectable<ImageFamilyTable>;
export type ImageFamilyChangeRow = Selectable<ImageFamilyChangeTable>;

export const familyMigrations: Migrations = {
  '0021-image-families': {
    up: async (kysely: Kysely<unknown>): Promise<void> => {
      await addFactColumns(kysely);
      await createFamilies(kysely);
    },
  },
};

/** What `toRow` has of the facts of an image, for those that are there. */
async function addFactColumns(kysely: Kysely<unknown>): Promise<void> {
  const { schema } = kysely;
  await schema.alterTable('image').addColumn('family', 'text').execute();
  await schema.alterTable('image').addColumn('released_at', 'bigint').execute();
  await schema.alterTable('image').addColumn('retired_at', 'bigint').execute();
  await schema.alterTable('image').addColumn('replacement_id', 'text').execute();
  await schema
    .alterTable('image')
    .addColumn('optimized', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await schema
    .alterTable('image_usage')
    .addColumn('optimized', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute();
  const named = sql`from image_property where image_id = image.id and name = 'family'
    and length(value) between 3 and 63 and trim(value, 'abcdefghijklmnopqrstuvwxyz0123456789-') = ''
    and substr(value, 1, 1) between 'a' and 'z' and substr(value, length(value), 1) <> '-'`;
  await sql`update image set released_at = created_at, family = (select value ${named})`.execute(kysely);
  await sql`update image set optimized = 1
    where id in (select image_id from image_property where name = 'ingot_optimized' and value = 'true')`.execute(
    kysely,
  );
  await sql`update image_usage set optimized = (select count(*) from image
    where owner_id = project_id and optimized = 1 and deleted_at is null)`.execute(kysely);
}

async function createFamilies(kysely: Kysely<unknown>): Promise<void> {
  const { schema } = kysely;
  // The latest of a family is the end of a walk along this one, and so are the names of all.
  await sql`create index image_family_release on image (owner_id, family, released_at, id)
    where deleted_at is null and family is not null`.execute(kysely);
  await sql`create index image_replacement on image (replacement_id, id) where replacement_id is not null`.execute(
    kysely,
  );
  await sql`create index image_optimized on image (id) where optimized = 1`.execute(kysely);
  await schema
    .createTable('image_family')
    .addColumn('project_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('changes', 'bigint', (column) => column.notNull())
    .addColumn('pinned_id', 'text')
    .addColumn('pinned_at', 'bigint')
    .addColumn('pinned_by', 'text')
    .addColumn('pin_reason', 'text')
    .addPrimaryKeyConstraint('image_family_key', ['project_id', 'name'])
    .execute();
  await sql`create index image_family_pinned on image_family (pinned_id) where pinned_id is not null`.execute(kysely);
  await schema
    .createTable('image_family_change')
    .addColumn('project_id', 'text', (column) => column.notNull())
    .addColumn('family', 'text', (column) => column.notNull())
    .addColumn('number', 'bigint', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('image_id', 'text', (column) => column.notNull())
    .addColumn('from_id', 'text')
    .addColumn('to_id', 'text')
    .addColumn('reason', 'text')
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('user_name', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('image_family_change_key', ['project_id', 'family', 'number'])
    .execute();
}
