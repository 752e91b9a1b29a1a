import { sql, type Expression, type Kysely, type SqlBool } from 'kysely';
import { preparedRows, type Migrations, type Places } from '../../db/index.ts';
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

type WordRow = ImageTables['image_word'];

const insertWords = preparedRows((kysely: Kysely<ImageTables>, rows: readonly Places<WordRow>[]) =>
  kysely.insertInto('image_word').values(rows),
);

const deleteWords = preparedRows((kysely: Kysely<ImageTables>, rows: readonly Places<WordRow>[]) =>
  kysely
    .deleteFrom('image_word')
    .where((e) => e.or(rows.map((row) => e.and([e('word', '=', row.word), e('image_id', '=', row.image_id)])))),
);

/** Writes the words that an image has come to have, and deletes those that it has no more. @param before null for a new one */
export async function writeWords(tx: Kysely<ImageTables>, image: Image, before: Image | null): Promise<void> {
  const words = new Set(wordsOf(image));
  const former = new Set(before === null ? [] : wordsOf(before));
  const rows = (some: ReadonlySet<string>): WordRow[] => [...some].map((word) => ({ word, image_id: image.id }));
  await deleteWords(tx, rows(former.difference(words)));
  await insertWords(tx, rows(words.difference(former)));
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
