import {
  chunkIdToBytes,
  ChunkStoreError,
  type Amount,
  type CompactionIndex,
  type PackEntry,
  type PackMove,
} from '@ingot/chunk-store';
import type { Database } from '../database.ts';
import { chunkTransaction, underLease, type ChunkTransaction } from './lease-transaction.sql.ts';
import { countChunks, lockPacks } from './pack-figures.sql.ts';
import type { ChunkIndexTables } from './tables.ts';
import { slices, toChunkRow, toPackId } from './values.ts';

/** What compaction does. */
export function sqlCompactionIndex(database: Database): CompactionIndex {
  const tables = database.tables<ChunkIndexTables>();
  return {
    packUsage: async ({ after, limit }) => {
      const rows = await tables
        .selectFrom('store_pack')
        .selectAll()
        .where('number', '>', after)
        .where('state', '=', 'sealed')
        .where('lease', 'is', null)
        .orderBy('number')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        pack: toPackId(row.id),
        number: row.number,
        storedBytes: row.stored_bytes,
        live: { chunks: row.live_chunks, bytes: row.live_bytes },
        level: row.level,
        usedAt: row.used_at,
      }));
    },

    movePack: (lease, move) =>
      underLease(database, lease, async (tx) => {
        await lockPacks(tx, (packs) => packs.where('id', 'in', [...move.from, move.pack]));
        const sources = await tx
          .selectFrom('store_pack')
          .select(['number', 'epoch', 'used_at'])
          .where('id', 'in', move.from)
          .execute();
        const { number } = await tx
          .updateTable('store_pack')
          .set({
            state: 'sealed',
            lease: null,
            stored_bytes: move.storedBytes,
            level: move.level,
            // There may be none left: then there is nothing to move either.
            epoch: sources.length === 0 ? 0 : Math.min(...sources.map(({ epoch }) => epoch)),
            used_at: Math.max(0, ...sources.map((source) => source.used_at)),
          })
          .where('id', '=', move.pack)
          .where('lease', '=', lease.id)
          .returning('number')
          .executeTakeFirstOrThrow(() => new ChunkStoreError('io', `pack ${move.pack} is not one of this compaction`));
        const moved = await moveChunks(
          tx,
          move,
          number,
          sources.map((source) => source.number),
        );
        return { moved, emptied: await emptyPacks(tx, move) };
      }),

    notePackLevel: (lease, packs, level) =>
      underLease(database, lease, async (tx) => {
        for (const ids of slices(packs)) {
          await lockPacks(tx, (all) => all.where('id', 'in', ids));
          await tx.updateTable('store_pack').set({ level }).where('id', 'in', ids).execute();
        }
      }),

    notePackReads: async (packs, at) => {
      for (const ids of slices(packs)) {
        await chunkTransaction(database, async (tx) => {
          await lockPacks(tx, (all) => all.where('id', 'in', ids));
          const older = tx.updateTable('store_pack').where('id', 'in', ids).where('used_at', '<', at);
          await older.set({ used_at: at }).execute();
        });
      }
    },
  };
}

/** Changes the place of those chunks that still are where they were copied from. */
async function moveChunks(
  tx: ChunkTransaction,
  { entries }: PackMove,
  pack: number,
  from: readonly number[],
): Promise<Amount> {
  const moved = { chunks: 0, bytes: 0 };
  if (from.length === 0) return moved;
  for (const slice of slices(entries.toSorted((one, other) => (one.id < other.id ? -1 : 1)))) {
    const rows = await tx
      .selectFrom('store_chunk')
      .select(['id', 'pack', 'stored_length', 'plain_length'])
      .where(
        'id',
        'in',
        slice.map(({ id }) => chunkIdToBytes(id)),
      )
      .where('pack', 'in', from)
      .orderBy('id')
      .forUpdate()
      .execute();
    const found = new Set(rows.map(({ id }) => Buffer.from(id).toString('hex')));
    const movable = slice.filter(({ id }) => found.has(id));
    if (movable.length === 0) continue;
    await placeChunks(tx, pack, movable);
    await countChunks(tx, -1, rows);
    await countChunks(
      tx,
      1,
      movable.map(({ storedLength, plainLength }) => ({
        pack,
        stored_length: storedLength,
        plain_length: plainLength,
      })),
    );
    moved.chunks += movable.length;
    moved.bytes += movable.reduce((sum, { storedLength }) => sum + storedLength, 0);
  }
  return moved;
}

/** Of rows that are there and locked: what would be inserted is in conflict each time, and becomes an update. */
async function placeChunks(tx: ChunkTransaction, pack: number, entries: readonly PackEntry[]): Promise<void> {
  await tx
    .insertInto('store_chunk')
    .values(entries.map((entry) => toChunkRow(entry, pack, 0)))
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        pack: eb.ref('excluded.pack'),
        offset: eb.ref('excluded.offset'),
        stored_length: eb.ref('excluded.stored_length'),
        codec: eb.ref('excluded.codec'),
        crc: eb.ref('excluded.crc'),
      })),
    )
    .execute();
}

/** Of the packs that were copied from those that nothing refers to any more, a quarantined chunk neither. */
async function emptyPacks(tx: ChunkTransaction, { from }: PackMove) {
  const rows = await tx
    .selectFrom('store_pack as pack')
    .select(['pack.id', 'pack.stored_bytes'])
    .where('pack.id', 'in', from)
    .where((eb) => {
      const chunk = eb.selectFrom('store_chunk as chunk').select('chunk.id');
      const damaged = eb.selectFrom('store_quarantine as damaged').select('damaged.id');
      return eb.and([
        eb.not(eb.exists(chunk.whereRef('chunk.pack', '=', 'pack.number'))),
        eb.not(eb.exists(damaged.whereRef('damaged.pack', '=', 'pack.number'))),
      ]);
    })
    .execute();
  return rows.map(({ id, stored_bytes: storedBytes }) => ({ pack: toPackId(id), storedBytes }));
}
