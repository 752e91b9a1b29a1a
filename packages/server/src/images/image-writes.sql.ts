import { sql, type Kysely } from 'kysely';
import { prepared, preparedRows, type Places } from '../db/index.ts';
import type { ImageId } from '../kernel/ids.ts';
import type { Image } from './image.ts';
import { toRow } from './image-rows.sql.ts';
import type { ImageRow, ImageTables } from './image-tables.sql.ts';

type Kept = Omit<ImageRow, 'revision'>;

const insertRow = prepared((kysely: Kysely<ImageTables>, row: Places<Kept>) =>
  kysely
    .insertInto('image')
    .values({ ...row, revision: 1 })
    .onConflict((conflict) => conflict.column('id').doNothing()),
);

const updateRow = prepared(
  (kysely: Kysely<ImageTables>, { id, ...changes }: Places<Partial<Kept> & Pick<Kept, 'id'>>) =>
    kysely
      .updateTable('image')
      .set({ ...changes, revision: sql`revision + 1` })
      .where('id', '=', id),
);

const insertTags = preparedRows((kysely: Kysely<ImageTables>, rows: readonly Places<ImageTables['image_tag']>[]) =>
  kysely.insertInto('image_tag').values(rows),
);

const insertProperties = preparedRows(
  (kysely: Kysely<ImageTables>, rows: readonly Places<ImageTables['image_property']>[]) =>
    kysely.insertInto('image_property').values(rows),
);

/** With its tags and properties. False when the id is taken. */
export async function insertImageRows(tx: Kysely<ImageTables>, image: Image): Promise<boolean> {
  const { numAffectedRows } = await insertRow(tx, toRow(image));
  if (numAffectedRows === 0n) return false;
  await insertTags(tx, tagRows(image));
  await insertProperties(tx, propertyRows(image));
  return true;
}

/**
 * Only the columns that change: SQLite writes every index that has one which is set, be it to what it was.
 *
 * @param before as it is kept; tags and properties that are the same object are left alone
 */
export async function updateImageRows(tx: Kysely<ImageTables>, image: Image, before: Image): Promise<void> {
  const { id } = image;
  await updateRow(tx, { id, ...changedColumns(toRow(image), toRow(before)) });
  if (image.tags !== before.tags) {
    await tx.deleteFrom('image_tag').where('image_id', '=', id).execute();
    await insertTags(tx, tagRows(image));
  }
  if (image.properties !== before.properties) {
    await tx.deleteFrom('image_property').where('image_id', '=', id).execute();
    await insertProperties(tx, propertyRows(image));
  }
}

/** The columns of a row that are not as they were. */
function changedColumns(row: Kept, before: Kept): Partial<Kept> {
  const changed: [string, unknown][] = [];
  const former = new Map<string, unknown>(Object.entries(before));
  for (const [column, value] of Object.entries(row)) if (value !== former.get(column)) changed.push([column, value]);
  return Object.fromEntries(changed);
}

function tagRows({ id, tags }: Image): { image_id: ImageId; tag: string }[] {
  return tags.map((tag) => ({ image_id: id, tag }));
}

function propertyRows({ id, properties }: Image): { image_id: ImageId; name: string; value: string }[] {
  return Object.entries(properties).map(([name, value]) => ({ image_id: id, name, value }));
}
