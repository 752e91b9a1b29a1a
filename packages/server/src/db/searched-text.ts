import { sql, type Expression, type Kysely, type SqlBool } from 'kysely';
import { wordsIn } from '../kernel/words.ts';

/** Rows whose words are written at a time. */
const BATCH = 200;

/**
 * What a column `searched` has for a thing that is found by these texts: their words, each with a space before it. For
 * lists of one project, which are walked along; a column is the same on all databases, as folding case in SQL is not.
 *
 *     searchedText('Debian-13', null)   // ' debian 13'
 */
export function searchedText(...texts: readonly (string | null)[]): string {
  return [...new Set(wordsIn(texts.join(' ')))].map((word) => ` ${word}`).join('');
}

/** That each of some words (`askedWords`) begins one of a column of `searchedText`. They have no wildcards. */
export function hasWords(column: string, words: readonly string[]): Expression<SqlBool> {
  const all = words.map((word) => sql<SqlBool>`${sql.ref(column)} like ${`% ${word}%`}`);
  return all.length === 0 ? sql<SqlBool>`1 = 1` : sql<SqlBool>`${sql.join(all, sql` and `)}`;
}

/** Adds the column, for those that are there as well: things with an id, a name and a description. */
export async function addSearchedText(kysely: Kysely<unknown>, name: string): Promise<void> {
  await kysely.schema
    .alterTable(name)
    .addColumn('searched', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  const table = sql.table(name);
  for (let last = ''; ;) {
    const { rows } = await sql<{ id: string; name: string | null; description: string | null }>`
      select id, name, description from ${table} where id > ${last} order by id limit ${sql.lit(BATCH)}`.execute(
      kysely,
    );
    for (const row of rows) {
      const text = searchedText(row.name, row.description);
      await sql`update ${table} set searched = ${text} where id = ${row.id}`.execute(kysely);
    }
    const end = rows.at(-1);
    if (!end) return;
    last = end.id;
  }
}
