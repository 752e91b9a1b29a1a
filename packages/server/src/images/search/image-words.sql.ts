import { sql, type Expression, type Kysely, type SqlBool } from 'kysely';
import type { Migrations } from '../../db/index.ts';
import type { Image } from '../image.ts';
import type { ImageTables } from '../image-tables.sql.ts';
import { SEARCHED_PROPERTIES, wordsOf } from './image-words.ts';

/** Sorts after every other character, so a word with it at its end sorts after all that begin with the word. */
const LAST = '\u{10ffff}';

/** Images whose words are written at a time. */
const BATCH = 200;

export const imageWordMigrations: Migrations = {
  '0056-image-words': {
    up: async (kysely: Kysely<unknown>): Promise<void> => {
      await kysely.schema
        .createTable('image_word')
        .addColumn('word', 'text', (column) => column.notNull())
        .addColumn('image_id', 'text', (column) => column.notNull().references('image.id'))
        .addPrimaryKeyConstraint('image_word_key', ['word', 'image_id'])
        .execute();
      await kysely.schema.createIndex('image_word_image').on('image_word').columns(['image_id', 'word']).execute();
      // The newest of a family is the end of a walk along this one.
      await sql`create index image_family_age on image (owner_id, family, created_at, id)
        where deleted_at is null and family is not null`.execute(kysely);
      await fill(kysely);
    },
  },
};

/** Writes the words of an image, unless they are what they were. @param before null for a new one */
export async function writeWords(tx: Kysely<ImageTables>, image: Image, before: Image | null): Promise<void> {
  const words = wordsOf(image);
  const former = before === null ? [] : wordsOf(before);
  if (words.length === former.length && words.every((word, at) => word === former[at])) return;
  if (former.length > 0) await tx.deleteFrom('image_word').where('image_id', '=', image.id).execute();
  const rows = words.map((word) => ({ word, image_id: image.id }));
  if (rows.length > 0) await tx.insertInto('image_word').values(rows).execute();
}

/** That a column is a word that begins so. */
export function beginsWith(column: string, word: string): Expression<SqlBool> {
  return sql<SqlBool>`${sql.ref(column)} >= ${word} and ${sql.ref(column)} < ${word + LAST}`;
}

/** The words of what was there before there were any. */
async function fill(kysely: Kysely<ImageTables>): Promise<void> {
  const all = kysely.selectFrom('image').select(['id', 'name']).where('deleted_at', 'is', null).orderBy('id');
  for (let page = all; ;) {
    const rows = await page.limit(BATCH).execute();
    const last = rows.at(-1);
    if (!last) return;
    const ids = rows.map(({ id }) => id);
    const tags = await kysely.selectFrom('image_tag').selectAll().where('image_id', 'in', ids).execute();
    const said = await kysely
      .selectFrom('image_property')
      .selectAll()
      .where('image_id', 'in', ids)
      .where('name', 'in', SEARCHED_PROPERTIES)
      .execute();
    const words = rows.flatMap(({ id, name }) =>
      wordsOf({
        name,
        tags: tags.filter((tag) => tag.image_id === id).map(({ tag }) => tag),
        properties: Object.fromEntries(
          said.filter((property) => property.image_id === id).map((property) => [property.name, property.value]),
        ),
        state: { status: 'saving' },
      }).map((word) => ({ word, image_id: id })),
    );
    for (let at = 0; at < words.length; at += BATCH) {
      await kysely
        .insertInto('image_word')
        .values(words.slice(at, at + BATCH))
        .execute();
    }
    page = all.where('id', '>', last.id);
  }
}
