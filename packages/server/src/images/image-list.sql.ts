import type { Expression, ExpressionBuilder, Kysely, SelectQueryBuilder, SqlBool } from 'kysely';
import { parseImageId, type ProjectId } from '../kernel/ids.ts';
import type { MemberStatus, Visibility } from './image.ts';
import type { ImageQuery, NumberRange, SortField, SortKey, TimeCondition } from './image-query.ts';
import type { ListScope } from './image-store.ts';
import type { ImageRow, ImageTables } from './image-tables.sql.ts';

type Images = SelectQueryBuilder<ImageTables, 'image', ImageRow>;
type Conditions = ExpressionBuilder<ImageTables, 'image'>;

/**
 * Asks for the rows of one page and one more if there is one.
 *
 * What a project sees comes from up to four sets that do not overlap: its own, public, community and shared ones. Each
 * is read along its own index in the wanted order, at most a page of it, and the page is the best of those: the cost of
 * a page does not grow with what other projects keep.
 *
 * @param marker the row after which the page begins.
 */
export function listQuery(
  kysely: Kysely<ImageTables>,
  scope: ListScope,
  query: ImageQuery,
  marker: ImageRow | null,
): Images {
  const keys = totalOrder(query.sort);
  const order = (rows: Images): Images => ordered(rows, keys).limit(query.limit + 1);
  const narrow = (images: Images): Images => {
    const rows = filtered(images, query);
    return marker ? rows.where((e) => after(e, keys, marker)) : rows;
  };
  const [first, ...rest] = sources(kysely, scope, query).map((images) => order(narrow(images)));
  if (!first)
    return kysely
      .selectFrom('image')
      .selectAll('image')
      .where((e) => e.lit(false));
  if (rest.length === 0) return first;
  const union = rest.reduce(
    (all, branch) => all.unionAll(kysely.selectFrom(branch.as('image')).selectAll('image')),
    kysely.selectFrom(first.as('image')).selectAll('image'),
  );
  return order(kysely.selectFrom(union.as('image')).selectAll('image'));
}

/** The sets that the list is drawn from; none holds an image of another. */
function sources(kysely: Kysely<ImageTables>, { kind, project }: ListScope, query: ImageQuery): Images[] {
  const { visibility } = query;
  const images = kysely.selectFrom('image').selectAll('image').where('deleted_at', 'is', null);
  const wanted = (one: Visibility): boolean => visibility === one || visibility === 'all';
  if (kind === 'all') {
    if (visibility === 'all') return [images];
    if (visibility !== undefined) return [images.where('visibility', '=', visibility)];
    return [
      images.where((e) =>
        e.or([e('visibility', '<>', 'community'), ...(project === null ? [] : [e('owner_id', '=', project)])]),
      ),
    ];
  }
  const others = project === null ? images : images.where('owner_id', '<>', project);
  const sets: Images[] = [];
  if (project !== null) {
    const own = images.where('owner_id', '=', project);
    sets.push(visibility === undefined || visibility === 'all' ? own : own.where('visibility', '=', visibility));
  }
  if (visibility === undefined || wanted('public')) sets.push(others.where('visibility', '=', 'public'));
  if (wanted('community')) sets.push(others.where('visibility', '=', 'community'));
  if (project !== null && (visibility === undefined || wanted('shared'))) {
    sets.push(sharedWith(kysely, project, query.memberStatus ?? 'accepted'));
  }
  return sets;
}

/**
 * What others share with `project`: few, so they are fetched one by one before anything else is asked of them. The
 * limit, which limits nothing, keeps a planner from turning that round and walking all images in search of the few.
 */
function sharedWith(kysely: Kysely<ImageTables>, project: ProjectId, status: MemberStatus | 'all'): Images {
  let offers = kysely.selectFrom('image_member').select('image_id').where('member_id', '=', project);
  if (status !== 'all') offers = offers.where('status', '=', status);
  const offered = kysely.selectFrom('image').selectAll('image').where('image.id', 'in', offers);
  return kysely
    .selectFrom(offered.limit(Number.MAX_SAFE_INTEGER).as('image'))
    .selectAll('image')
    .where('deleted_at', 'is', null)
    .where('owner_id', '<>', project)
    .where('visibility', '=', 'shared');
}

function filtered(images: Images, query: ImageQuery): Images {
  let rows = images.where('hidden', '=', query.hidden ? 1 : 0);
  if (query.ids) {
    const ids = query.ids.map(parseImageId).filter((id) => id !== null);
    rows = ids.length > 0 ? rows.where('image.id', 'in', ids) : rows.where((e) => e.lit(false));
  }
  if (query.names) rows = rows.where('name', 'in', query.names);
  if (query.statuses) rows = rows.where('status', 'in', query.statuses);
  if (query.containerFormats) rows = rows.where('container_format', 'in', query.containerFormats);
  if (query.diskFormats) rows = rows.where('disk_format', 'in', query.diskFormats);
  if (query.owner !== undefined) rows = rows.where('owner_id', '=', query.owner);
  if (query.protected !== undefined) rows = rows.where('protected', '=', query.protected ? 1 : 0);
  if (query.md5 !== undefined) rows = rows.where('md5', '=', query.md5);
  if (query.sha512 !== undefined) rows = rows.where('sha512', '=', query.sha512);
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
function atTime(e: Conditions, { field, operator, time }: TimeCondition): Expression<SqlBool> {
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

const SORT_COLUMNS = {
  name: 'name',
  status: 'status',
  'container-format': 'container_format',
  'disk-format': 'disk_format',
  size: 'size',
  id: 'id',
  'created-at': 'created_at',
  'updated-at': 'updated_at',
} as const satisfies Record<SortField, keyof ImageRow>;

const NULLABLE: ReadonlySet<SortField> = new Set(['name', 'container-format', 'disk-format', 'size']);

/** The wanted order, made total by the id; a field counts where it is named first. Never empty. */
function totalOrder(sort: readonly SortKey[]): SortKey[] {
  const keys: SortKey[] = [];
  for (const key of sort) if (!keys.some(({ field }) => field === key.field)) keys.push(key);
  const direction = keys.at(-1)?.direction ?? 'desc';
  if (keys.length === 0) keys.push({ field: 'created-at', direction });
  if (!keys.some(({ field }) => field === 'id')) keys.push({ field: 'id', direction });
  return keys;
}

/** Nulls are smaller than everything, on every engine. */
function ordered(images: Images, keys: readonly SortKey[]): Images {
  let rows = images;
  for (const { field, direction } of keys) {
    const column = `image.${SORT_COLUMNS[field]}` as const;
    rows = NULLABLE.has(field)
      ? rows.orderBy(column, (o) => (direction === 'asc' ? o.asc().nullsFirst() : o.desc().nullsLast()))
      : rows.orderBy(column, direction);
  }
  return rows;
}

/**
 * Rows that come after `marker` in the order of `keys`: beyond it in some key and equal in all keys before. The first
 * key gets a bound of its own, which says nothing new but is what an index can be entered with.
 */
function after(e: Conditions, keys: readonly SortKey[], marker: ImageRow): Expression<SqlBool> {
  const alternatives: Expression<SqlBool>[] = [];
  const equal: Expression<SqlBool>[] = [];
  for (const key of keys) {
    const beyondIt = beyond(e, key, marker);
    if (beyondIt) alternatives.push(e.and([...equal, beyondIt]));
    const column = `image.${SORT_COLUMNS[key.field]}` as const;
    const value = marker[SORT_COLUMNS[key.field]];
    equal.push(value === null ? e(column, 'is', null) : e(column, '=', value));
  }
  const [first] = keys;
  const tuple = e.or(alternatives);
  if (!first || NULLABLE.has(first.field)) return tuple;
  const entry = e(
    `image.${SORT_COLUMNS[first.field]}`,
    first.direction === 'asc' ? '>=' : '<=',
    marker[SORT_COLUMNS[first.field]],
  );
  return e.and([entry, tuple]);
}

/** Rows beyond `marker` in one key; null when nothing can be. */
function beyond(e: Conditions, { field, direction }: SortKey, marker: ImageRow): Expression<SqlBool> | null {
  const column = `image.${SORT_COLUMNS[field]}` as const;
  const value = marker[SORT_COLUMNS[field]];
  if (direction === 'asc') return value === null ? e(column, 'is not', null) : e(column, '>', value);
  if (value === null) return null;
  const smaller = e(column, '<', value);
  return NULLABLE.has(field) ? e.or([smaller, e(column, 'is', null)]) : smaller;
}
