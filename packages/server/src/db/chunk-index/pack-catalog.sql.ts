import { chunkIdFromBytes, type PackCatalog } from '@ingot/chunk-store';
import type { Database } from '../database.ts';
import type { ChunkIndexTables } from './tables.ts';
import { LOCATION_COLUMNS, slices, toLocation, toPackId } from './values.ts';

/** What the index says of packs. */
export function sqlPackCatalog(database: Database): PackCatalog {
  const tables = database.tables<ChunkIndexTables>();
  return {
    sealedPacks: async ({ after, limit }) => {
      const rows = await tables
        .selectFrom('store_pack')
        .select(['id', 'stored_bytes'])
        .where('state', '=', 'sealed')
        .where('id', '>', after ?? '')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(({ id, stored_bytes: storedBytes }) => ({ pack: toPackId(id), storedBytes }));
    },

    chunksIn: async (pack) => {
      const rows = await tables
        .selectFrom('store_chunk as chunk')
        .innerJoin('store_pack as pack', 'pack.number', 'chunk.pack')
        .select(['chunk.id', ...LOCATION_COLUMNS])
        .where('pack.id', '=', pack)
        .execute();
      return rows.map((row) => ({ id: chunkIdFromBytes(row.id), location: toLocation(row) }));
    },

    knownPacks: async (packs) => {
      const known = new Set<string>();
      for (const ids of slices(packs)) {
        const rows = await tables.selectFrom('store_pack').select('id').where('id', 'in', ids).execute();
        for (const { id } of rows) known.add(id);
      }
      return new Set(packs.filter((pack) => known.has(pack)));
    },
  };
}
