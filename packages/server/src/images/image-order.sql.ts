import { sql, type RawBuilder } from 'kysely';
import { keysetAfter, type KeysetKey } from '../db/index.ts';
import type { SortField, SortKey } from './image-query.ts';
import type { ImageRow } from './image-tables.sql.ts';

interface SortValue {
  readonly expression: RawBuilder<string | number>;
  /** The same of a row that was read. */
  readonly of: (row: ImageRow) => string | number;
}

/**
 * What images can be put in order by. What is not there counts as the least that could be, so that no key is ever null.
 */
const SORT_VALUES: Record<SortField, SortValue> = {
  name: { expression: sql`image.sort_name`, of: (row) => row.sort_name },
  status: { expression: sql`image.status`, of: (row) => row.status },
  'container-format': {
    expression: sql`coalesce(image.container_format, '')`,
    of: (row) => row.container_format ?? '',
  },
  'disk-format': { expression: sql`coalesce(image.disk_format, '')`, of: (row) => row.disk_format ?? '' },
  size: { expression: sql`image.sort_size`, of: (row) => row.sort_size },
  id: { expression: sql`image.id`, of: (row) => row.id },
  'created-at': { expression: sql`image.created_at`, of: (row) => row.created_at },
  'updated-at': { expression: sql`image.updated_at`, of: (row) => row.updated_at },
};

/**
 * The wanted order, made total by age and id as Glance does; a field counts where it is named first. Never empty.
 */
export function totalOrder(sort: readonly SortKey[]): SortKey[] {
  const keys: SortKey[] = [];
  const add = (key: SortKey): void => {
    if (keys.every(({ field }) => field !== key.field)) keys.push(key);
  };
  for (const key of sort) add(key);
  const direction = keys.at(-1)?.direction ?? 'desc';
  add({ field: 'created-at', direction });
  add({ field: 'id', direction });
  return keys;
}

export function sortExpression({ field }: SortKey): RawBuilder<string | number> {
  return SORT_VALUES[field].expression;
}

/** Rows that come after `marker`. */
export function afterMarker(keys: readonly SortKey[], marker: ImageRow): ReturnType<typeof keysetAfter> {
  return keysetAfter(
    keys.map(({ field, direction }): KeysetKey => {
      const { expression, of } = SORT_VALUES[field];
      return { expression, direction, value: of(marker) };
    }),
  );
}
