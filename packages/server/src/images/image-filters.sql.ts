import { sql, type Expression, type SqlBool } from 'kysely';
import { parseImageId } from '../kernel/ids.ts';
import type { ImageQuery, NumberRange, TimeCondition } from './image-query.ts';
import { beginsWith } from './search/image-words.sql.ts';
import type { ImageConditions, ImageRow, Images } from './image-tables.sql.ts';

/** What the query asks of an image by itself; who sees it is another question. */
export function filtered(images: Images, query: ImageQuery): Images {
  // Part of the text: there is an index of those that are hidden, and with a bound value SQLite would plan anew each time.
  let rows = images.where('image.hidden', '=', sql.lit(query.hidden ? 1 : 0));
  if (query.ids) {
    const ids = query.ids.map(parseImageId).filter((id) => id !== null);
    rows = ids.length > 0 ? rows.where('image.id', 'in', ids) : rows.where((e) => e.lit(false));
  }
  if (query.names) {
    // The first is what the indexes have, the second tells an empty name from none.
    rows = rows.where('image.sort_name', 'in', query.names).where('image.name', 'in', query.names);
  }
  if (query.statuses) rows = rows.where('image.status', 'in', query.statuses);
  if (query.containerFormats) rows = rows.where('image.container_format', 'in', query.containerFormats);
  if (query.diskFormats) rows = rows.where('image.disk_format', 'in', query.diskFormats);
  if (query.owner !== undefined) rows = rows.where('image.owner_id', '=', query.owner);
  if (query.protected !== undefined) rows = rows.where('image.protected', '=', query.protected ? 1 : 0);
  if (query.md5 !== undefined) rows = rows.where('image.md5', '=', query.md5);
  if (query.sha512 !== undefined) rows = rows.where('image.sha512', '=', query.sha512);
  if (query.hashed) rows = rows.where('image.md5', 'is not', null);
  for (const tag of query.tags ?? []) {
    rows = rows.where((e) =>
      e.exists(e.selectFrom('image_tag').select('tag').whereRef('image_id', '=', 'image.id').where('tag', '=', tag)),
    );
  }
  for (const [name, value] of Object.entries(query.properties ?? {})) {
    rows = rows.where((e) =>
      e.exists(
        e
          .selectFrom('image_property')
          .select('value')
          .whereRef('image_id', '=', 'image.id')
          .where('image_property.name', '=', name)
          .where('value', '=', value),
      ),
    );
  }
  for (const word of query.words ?? []) {
    rows = rows.where((e) =>
      e.exists(
        e
          .selectFrom('image_word')
          .select('word')
          .whereRef('image_id', '=', 'image.id')
          .where(beginsWith('image_word.word', word)),
      ),
    );
  }
  if (query.family !== undefined) rows = rows.where('image.family', '=', query.family);
  for (const range of query.ranges ?? []) rows = inRange(rows, range);
  for (const condition of query.times ?? []) rows = rows.where((e) => atTime(e, condition));
  return rows;
}

const RANGE_COLUMNS = {
  size: 'size',
  'virtual-size': 'virtual_size',
  'min-ram': 'min_ram',
  'min-disk': 'min_disk',
} as const satisfies Record<NumberRange['field'], keyof ImageRow>;

function inRange(images: Images, { field, from, to }: NumberRange): Images {
  const column = RANGE_COLUMNS[field];
  let rows = images;
  if (from !== undefined) rows = rows.where(column, '>=', from);
  if (to !== undefined) rows = rows.where(column, '<=', to);
  return rows;
}

/** Whole seconds on both sides, as bounds on the column, so that an index on it can be used. */
function atTime(e: ImageConditions, { field, operator, time }: TimeCondition): Expression<SqlBool> {
  const column = field === 'created-at' ? 'created_at' : 'updated_at';
  const second = Math.floor(time / 1000) * 1000;
  const next = second + 1000;
  switch (operator) {
    case 'gt':
      return e(column, '>=', next);
    case 'gte':
      return e(column, '>=', second);
    case 'lt':
      return e(column, '<', second);
    case 'lte':
      return e(column, '<', next);
    case 'eq':
      return e.and([e(column, '>=', second), e(column, '<', next)]);
    case 'neq':
      return e.or([e(column, '<', second), e(column, '>=', next)]);
  }
}
