import {
  chunkIdFromBytes,
  chunkIdToBytes,
  type ChunkId,
  type DamagedChunk,
  type QuarantineIndex,
} from '@ingot/chunk-store';
import type { Database } from '../database.ts';
import { chunkTransaction, type ChunkTransaction } from './lease-transaction.sql.ts';
import { countChunks, lockPacks } from './pack-figures.sql.ts';
import type { ChunkIndexTables } from './tables.ts';
import { LOCATION_COLUMNS, slices, toLocation } from './values.ts';

/** What takes chunks out of service, and lists them. */
export function sqlQuarantineIndex(database: Database): QuarantineIndex {
  const tables = database.tables<ChunkIndexTables>();
  return {
    quarantine: (chunks, foundAt) =>
      chunkTransaction(database, async (tx) => {
        const packs = [...new Set(chunks.map(({ location }) => location.pack))];
        for (const ids of slices(packs)) await lockPacks(tx, (all) => all.where('id', 'in', ids));
        const taken: ChunkId[] = [];
        // In order of id, as everybody who changes rows of chunks, so that nobody waits for each other.
        for (const chunk of chunks.toSorted((one, other) => (one.id < other.id ? -1 : 1))) {
          if (await quarantine(tx, chunk, foundAt)) taken.push(chunk.id);
        }
        return taken;
      }),

    listQuarantined: async ({ after, limit, pack }) => {
      let query = tables
        .selectFrom('store_quarantine as chunk')
        .innerJoin('store_pack as pack', 'pack.number', 'chunk.pack')
        .select(['chunk.id', 'chunk.damage', 'chunk.found_at', ...LOCATION_COLUMNS])
        .where('chunk.id', '>', after === null ? Buffer.alloc(0) : chunkIdToBytes(after));
      if (pack !== undefined) query = query.where('pack.id', '=', pack);
      const rows = await query.orderBy('chunk.id').limit(limit).execute();
      return rows.map((row) => ({
        id: chunkIdFromBytes(row.id),
        location: toLocation(row),
        damage: row.damage,
        foundAt: row.found_at,
      }));
    },

    countQuarantined: async () => {
      const { count } = await tables
        .selectFrom('store_quarantine')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      return count;
    },
  };
}

async function quarantine(tx: ChunkTransaction, { id, location, damage }: DamagedChunk, foundAt: number) {
  const row = await tx
    .deleteFrom('store_chunk')
    .where('id', '=', chunkIdToBytes(id))
    .where('offset', '=', location.offset)
    .where('pack', '=', (eb) => eb.selectFrom('store_pack').select('number').where('id', '=', location.pack))
    .returningAll()
    .executeTakeFirst();
  if (row) {
    await countChunks(tx, -1, [row]);
    await tx
      .insertInto('store_quarantine')
      .values({ ...row, damage, found_at: foundAt })
      .execute();
  }
  return row !== undefined;
}

/** Takes chunks out of quarantine that have just been stored anew. @returns whether there were any. */
export async function heal(tx: ChunkTransaction, ids: readonly ChunkId[]): Promise<boolean> {
  if (ids.length === 0) return false;
  const result = await tx.deleteFrom('store_quarantine').where('id', 'in', ids.map(chunkIdToBytes)).executeTakeFirst();
  return result.numDeletedRows > 0n;
}

/** The part of `mark` for quarantined chunks. */
export async function markQuarantined(tx: ChunkTransaction, ids: readonly ChunkId[], mark: number): Promise<void> {
  for (const keys of slices(ids.map(chunkIdToBytes))) {
    await tx.updateTable('store_quarantine').set({ mark }).where('id', 'in', keys).where('mark', '<', mark).execute();
  }
}

export async function findQuarantined(database: Database, ids: readonly ChunkId[]): Promise<Set<ChunkId>> {
  const found = new Set<ChunkId>();
  for (const keys of slices(ids.map(chunkIdToBytes))) {
    const rows = database.tables<ChunkIndexTables>().selectFrom('store_quarantine').select('id');
    for (const { id } of await rows.where('id', 'in', keys).execute()) found.add(chunkIdFromBytes(id));
  }
  return found;
}
