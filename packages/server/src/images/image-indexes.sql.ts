import { sql, type Kysely } from 'kysely';

/** Of the value of a property; more of it would not fit into a page of an index. */
export const INDEXED_CHARACTERS = 64;

/** What people put lists in order by most, after which age and id make the order total: `image-order.sql.ts`. */
const ORDERS = { age: '', name: 'sort_name,', size: 'sort_size,', change: 'updated_at,' };

/**
 * One index for each set that lists are drawn from, in each of these orders: a page is a walk along one of them. Images
 * that everybody sees are few, so theirs cost the others nothing.
 */
const SETS = {
  all: { first: '', where: '' },
  owner: { first: 'owner_id,', where: '' },
  public: { first: '', where: "and visibility = 'public'" },
  community: { first: '', where: "and visibility = 'community'" },
};

export async function addListColumns(kysely: Kysely<unknown>): Promise<void> {
  const image = kysely.schema.alterTable('image');
  await image.addColumn('revision', 'bigint', (column) => column.notNull().defaultTo(1)).execute();
  await image.addColumn('sort_name', 'text', (column) => column.notNull().defaultTo('')).execute();
  await image.addColumn('sort_size', 'bigint', (column) => column.notNull().defaultTo(-1)).execute();
  await sql`update image set sort_name = coalesce(name, ''), sort_size = coalesce(size, -1)`.execute(kysely);
}

export async function createListIndexes(kysely: Kysely<unknown>): Promise<void> {
  for (const former of ['owner', 'owner_name', 'visibility', 'age', 'name']) {
    await kysely.schema.dropIndex(`image_by_${former}`).execute();
  }
  for (const [set, { first, where }] of Object.entries(SETS)) {
    for (const [order, key] of Object.entries(ORDERS)) {
      await index(
        kysely,
        `image_${set}_by_${order}`,
        `image (${first} ${key} created_at, id)`,
        `deleted_at is null ${where}`,
      );
    }
  }
  // A project that has many private images finds its few shared ones, and the other way round.
  for (const visibility of ['shared', 'private']) {
    const where = `deleted_at is null and visibility = '${visibility}'`;
    await index(kysely, `image_owner_${visibility}`, 'image (owner_id, created_at, id)', where);
  }
  // What is rare is looked up and not walked to.
  await index(kysely, 'image_unready', 'image (status, id)', "deleted_at is null and status <> 'active'");
  await index(kysely, 'image_hidden', 'image (id)', 'deleted_at is null and hidden = 1');
  await index(kysely, 'image_tagged', 'image_tag (tag, image_id)');
  await index(
    kysely,
    'image_property_value',
    `image_property (name, substr(value, 1, ${INDEXED_CHARACTERS}), image_id)`,
  );
}

async function index(kysely: Kysely<unknown>, name: string, columns: string, where?: string): Promise<void> {
  const condition = where === undefined ? '' : `where ${where}`;
  await sql.raw(`create index ${name} on ${columns} ${condition}`).execute(kysely);
}
