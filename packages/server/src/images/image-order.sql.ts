import type { Expression, SqlBool } from 'kysely';
import type { SortField, SortKey } from './image-query.ts';
import type { ImageConditions, ImageRow, Images } from './image-tables.sql.ts';

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
export function totalOrder(sort: readonly SortKey[]): SortKey[] {
  const keys: SortKey[] = [];
  for (const key of sort) if (!keys.some(({ field }) => field === key.field)) keys.push(key);
  const direction = keys.at(-1)?.direction ?? 'desc';
  if (keys.length === 0) keys.push({ field: 'created-at', direction });
  if (!keys.some(({ field }) => field === 'id')) keys.push({ field: 'id', direction });
  return keys;
}

/** Nulls are smaller than everything, on every engine. */
export function ordered(images: Images, keys: readonly SortKey[]): Images {
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
export function after(e: ImageConditions, keys: readonly SortKey[], marker: ImageRow): Expression<SqlBool> {
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
  if (!first) return tuple;
  const value = marker[SORT_COLUMNS[first.field]];
  // Nulls come first when ascending, so none comes after a value; when descending they all do.
  if (value === null || (first.direction === 'desc' && NULLABLE.has(first.field))) return tuple;
  return e.and([e(`image.${SORT_COLUMNS[first.field]}`, first.direction === 'asc' ? '>=' : '<=', value), tuple]);
}

/** Rows beyond `marker` in one key; null when nothing can be. */
function beyond(e: ImageConditions, { field, direction }: SortKey, marker: ImageRow): Expression<SqlBool> | null {
  const column = `image.${SORT_COLUMNS[field]}` as const;
  const value = marker[SORT_COLUMNS[field]];
  if (direction === 'asc') return value === null ? e(column, 'is not', null) : e(column, '>', value);
  if (value === null) return null;
  const smaller = e(column, '<', value);
  return NULLABLE.has(field) ? e.or([smaller, e(column, 'is', null)]) : smaller;
}
