import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Slice } from '../page.ts';

/**
 * Whether a row comes after the slice's place in the order (name, id), for tables with these two columns. A row value
 * comparison (SQL-92, in SQLite since 3.15) is one range of the index on both.
 */
export function inSlice({ after }: Slice): RawBuilder<SqlBool> {
  return after === null
    ? sql<SqlBool>`1 = 1`
    : sql<SqlBool>`(${sql.ref('name')}, ${sql.ref('id')}) > (${after.name}, ${after.id})`;
}
