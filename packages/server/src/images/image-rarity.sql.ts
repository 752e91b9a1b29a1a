import { sql, type Kysely, type SelectQueryBuilder } from 'kysely';
import type { ImageId } from '../kernel/ids.ts';
import { INDEXED_CHARACTERS } from './image-indexes.sql.ts';
import type { ImageQuery } from './image-query.ts';
import { beginsWith } from './search/image-words.sql.ts';
import type { ImageTables } from './image-tables.sql.ts';

type Ids = SelectQueryBuilder<ImageTables, never, { id: ImageId }>;

/** So many images are fetched and put in order in a moment. */
const FEW = 500;

/**
 * The images that fit one part of the query, when they are few: the list is then drawn from them, instead of walking
 * along an index in search of them. Null when no part is rare; then a walk finds a page of fitting ones soon.
 */
export async function rareImages(kysely: Kysely<ImageTables>, query: ImageQuery): Promise<ImageId[] | null> {
  for (const fitting of selective(kysely, query)) {
    const rows = await fitting.limit(FEW + 1).execute();
    if (rows.length <= FEW) return rows.map(({ id }) => id);
  }
  return null;
}

/** One set of ids for each part of the query that can be rare and has an index of its own. */
export function* selective(kysely: Kysely<ImageTables>, query: ImageQuery): Generator<Ids> {
  const images = kysely.selectFrom('image').select('id').where('deleted_at', 'is', null);
  if (query.md5 !== undefined) yield images.where('md5', '=', query.md5);
  if (query.sha512 !== undefined) yield images.where('sha512', '=', query.sha512);
  const { visibility } = query;
  if (visibility === 'shared' || visibility === 'private') {
    yield images.where('visibility', '=', sql.lit(visibility));
  }
  if (query.hidden) yield images.where('hidden', '=', sql.lit(1));
  if (query.statuses && !query.statuses.includes('active')) {
    yield images.where('status', 'in', query.statuses).where('status', '<>', sql.lit('active'));
  }
  for (const word of query.words ?? []) {
    yield kysely.selectFrom('image_word').select('image_id as id').distinct().where(beginsWith('word', word));
  }
  for (const tag of query.tags ?? []) {
    yield kysely.selectFrom('image_tag').select('image_id as id').where('tag', '=', tag);
  }
  for (const [name, value] of Object.entries(query.properties ?? {})) {
    yield kysely
      .selectFrom('image_property')
      .select('image_id as id')
      .where('name', '=', name)
      .where(sql`substr(value, 1, ${sql.lit(INDEXED_CHARACTERS)})`, '=', value.slice(0, INDEXED_CHARACTERS))
      .where('value', '=', value);
  }
}
