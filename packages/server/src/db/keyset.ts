import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely';

/** One of the keys that a list is in the order of; none of its values is null. */
export interface KeysetKey {
  readonly expression: Expression<string | number>;
  readonly direction: 'asc' | 'desc';
  /** Of the last row of the page before. */
  readonly value: string | number;
}

/**
 * Rows that come after one in the order of all keys together, for lists that are read page by page: a place in an index
 * is found at once, however deep in the list it is.
 *
 * @param keys at least one; the last makes the order total
 */
export function keysetAfter(keys: readonly KeysetKey[]): RawBuilder<SqlBool> {
  const [first] = keys;
  if (!first) throw new Error('a list is in the order of something');
  if (keys.every(({ direction }) => direction === first.direction)) {
    const row = sql.join(keys.map(({ expression }) => expression));
    const last = sql.join(keys.map(({ value }) => value));
    return sql`(${row}) ${beyond(first)} (${last})`;
  }
  const alternatives = keys.map((key, index) => {
    const equal = keys.slice(0, index).map(({ expression, value }) => sql`${expression} = ${value}`);
    return sql`(${sql.join([...equal, sql`${key.expression} ${beyond(key)} ${key.value}`], sql` and `)})`;
  });
  // The bound says nothing new, but an index can be entered with it.
  const bound = sql`${first.expression} ${sql.raw(first.direction === 'asc' ? '>=' : '<=')} ${first.value}`;
  return sql`(${bound} and (${sql.join(alternatives, sql` or `)}))`;
}

function beyond({ direction }: KeysetKey): RawBuilder<unknown> {
  return sql.raw(direction === 'asc' ? '>' : '<');
}
