import { sql, type Kysely } from 'kysely';
import type { Migrations } from '../migrations.ts';

/** Figures of packs, which otherwise only counting all chunks could tell. */
export const packFiguresMigrations: Migrations = {
  '0013-pack-figures': {
    up: async (kysely: Kysely<unknown>): Promise<void> => {
      for (const column of ['live_chunks', 'live_bytes', 'plain_bytes', 'epoch', 'level', 'used_at']) {
        await kysely.schema
          .alterTable('store_pack')
          .addColumn(column, 'bigint', (definition) => definition.notNull().defaultTo(0))
          .execute();
      }
      await sql`
        update store_pack set
          used_at = ${Date.now()},
          live_chunks = (select count(*) from store_chunk where pack = number),
          live_bytes = (select coalesce(sum(stored_length), 0) from store_chunk where pack = number),
          plain_bytes = (select coalesce(sum(plain_length), 0) from store_chunk where pack = number)`.execute(kysely);
    },
  },
};
