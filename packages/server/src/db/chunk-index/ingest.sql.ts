import {
  chunkIdFromBytes,
  chunkIdToBytes,
  ChunkStoreError,
  type ChunkId,
  type IngestIndex,
  type Lease,
  type PackEntry,
} from '@ingot/chunk-store';
import type { Database } from '../database.ts';
import { tick, underLease, type ChunkTransaction } from './lease-transaction.sql.ts';
import { heal } from './quarantine.sql.ts';
import { fromCodec, slices, toPackId } from './values.ts';

/** What an ingest does. */
export function sqlIngestIndex(database: Database): IngestIndex {
  return {
    hold: (lease, ids) => underLease(database, lease, (tx) => hold(tx, lease, ids)),

    openPack: (lease, pack) =>
      underLease(database, lease, async (tx) => {
        const number = await tick(tx);
        const row = { id: pack, number, state: 'open', lease: lease.id, stored_bytes: 0 } as const;
        await tx.insertInto('store_pack').values(row).execute();
      }),

    registerPack: (lease, pack, storedBytes, entries) =>
      underLease(database, lease, async (tx) => {
        const { number } = await tx
          .updateTable('store_pack')
          .set({ state: 'sealed', stored_bytes: storedBytes })
          .where('id', '=', pack)
          .where('lease', '=', lease.id)
          .returning('number')
          .executeTakeFirstOrThrow(() => new ChunkStoreError('io', `pack ${pack} is not one of this ingest`));
        let served = 0;
        for (const slice of slices(entries)) {
          const inserted = await insertChunks(tx, lease, number, slice);
          served += inserted.size;
          const known = slice.map(({ id }) => id).filter((id) => !inserted.has(id));
          await hold(tx, lease, known);
          if (await heal(tx, [...inserted])) {
            await tx.updateTable('store_pack').set({ lease: null }).where('number', '=', number).execute();
          }
        }
        return served;
      }),

    takeBack: (lease) =>
      underLease(database, lease, async (tx) => {
        const packs = await tx
          .selectFrom('store_pack')
          .select(['id', 'number'])
          .where('lease', '=', lease.id)
          .execute();
        for (const { number } of packs) {
          await tx.deleteFrom('store_chunk').where('pack', '=', number).execute();
          await tx.deleteFrom('store_quarantine').where('pack', '=', number).execute();
        }
        return packs.map(({ id }) => toPackId(id));
      }),
  };
}

async function hold(tx: ChunkTransaction, lease: Lease, ids: readonly ChunkId[]): Promise<Set<ChunkId>> {
  const held = new Set<ChunkId>();
  for (const keys of slices(ids.map(chunkIdToBytes))) {
    const rows = await tx.selectFrom('store_chunk').select(['id', 'pack', 'seen']).where('id', 'in', keys).execute();
    // Mostly there is nothing to change, and then nothing is written and nothing synced.
    const stale = rows.filter(({ seen }) => seen < lease.epoch).map(({ id }) => id);
    if (stale.length > 0) {
      await tx.updateTable('store_chunk').set({ seen: lease.epoch }).where('id', 'in', stale).execute();
    }
    for (const packs of slices([...new Set(rows.map(({ pack }) => pack))])) {
      await tx
        .updateTable('store_pack')
        .set({ lease: null })
        .where('number', 'in', packs)
        .where('lease', '!=', lease.id)
        .execute();
    }
    for (const { id } of rows) held.add(chunkIdFromBytes(id));
  }
  return held;
}

async function insertChunks(
  tx: ChunkTransaction,
  lease: Lease,
  pack: number,
  entries: readonly PackEntry[],
): Promise<Set<ChunkId>> {
  const rows = await tx
    .insertInto('store_chunk')
    .values(
      entries.map(({ id, offset, storedLength, plainLength, codec, crc }) => ({
        id: chunkIdToBytes(id),
        pack,
        offset,
        stored_length: storedLength,
        plain_length: plainLength,
        codec: fromCodec(codec),
        crc,
        seen: lease.epoch,
        mark: 0,
      })),
    )
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .execute();
  return new Set(rows.map(({ id }) => chunkIdFromBytes(id)));
}
