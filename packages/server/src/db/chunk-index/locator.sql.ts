import {
  chunkIdFromBytes,
  chunkIdToBytes,
  type ChunkId,
  type ChunkLocation,
  type ChunkLocator,
} from '@ingot/chunk-store';
import type { Expression, Kysely } from 'kysely';
import type { Database } from '../database.ts';
import { preparedList } from '../prepared.ts';
import { findQuarantined } from './quarantine.sql.ts';
import type { ChunkIndexTables } from './tables.ts';
import { LOCATION_COLUMNS, slices, toLocation } from './values.ts';

/** Asked for every 16 MiB of a download. */
const findLocations = preparedList((kysely: Kysely<ChunkIndexTables>, keys: readonly Expression<Uint8Array>[]) =>
  kysely
    .selectFrom('store_chunk as chunk')
    .innerJoin('store_pack as pack', 'pack.number', 'chunk.pack')
    .select(['chunk.id', ...LOCATION_COLUMNS])
    .where('chunk.id', 'in', keys),
);

/** Asked for all of an image when a push ends, while somebody waits. */
const countStored = preparedList((kysely: Kysely<ChunkIndexTables>, keys: readonly Expression<Uint8Array>[]) =>
  kysely
    .selectFrom('store_chunk')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('id', 'in', keys),
);

/** Where chunks are, and how many there are. */
export function sqlChunkLocator(database: Database): ChunkLocator {
  const tables = database.tables<ChunkIndexTables>();
  return {
    locate: async (ids) => {
      const locations = new Map<ChunkId, ChunkLocation>();
      for (const keys of slices(ids.map(chunkIdToBytes))) {
        const { rows } = await findLocations(tables, keys);
        for (const row of rows) locations.set(chunkIdFromBytes(row.id), toLocation(row));
      }
      return locations;
    },

    findAbsent: async (ids) => {
      for (const slice of slices([...new Set(ids)])) {
        const { rows } = await countStored(tables, slice.map(chunkIdToBytes));
        if (Number(rows[0]?.count) === slice.length) continue;
        const { rows: stored } = await findLocations(tables, slice.map(chunkIdToBytes));
        const there = new Set(stored.map(({ id }) => chunkIdFromBytes(id)));
        // It may have been healed in between.
        const absent = slice.find((id) => !there.has(id));
        if (absent !== undefined) return absent;
      }
      return null;
    },

    findQuarantined: (ids) => findQuarantined(database, ids),

    usage: async () => {
      const row = await tables
        .selectFrom('store_pack')
        .select(({ fn }) => [
          fn.countAll<number>().as('packs'),
          fn.sum<number | null>('stored_bytes').as('storedBytes'),
          fn.sum<number | null>('live_chunks').as('chunks'),
          fn.sum<number | null>('live_bytes').as('liveBytes'),
          fn.sum<number | null>('plain_bytes').as('plainBytes'),
        ])
        .where('state', '=', 'sealed')
        .executeTakeFirstOrThrow();
      return {
        packs: row.packs,
        storedBytes: row.storedBytes ?? 0,
        chunks: row.chunks ?? 0,
        liveBytes: row.liveBytes ?? 0,
        plainBytes: row.plainBytes ?? 0,
      };
    },
  };
}
