import {
  chunkIdFromBytes,
  chunkIdToBytes,
  ChunkStoreError,
  type ChunkId,
  type IngestIndex,
  type Lease,
  type PackEntry,
} from '@ingot/chunk-store';
import type { Expression, Kysely } from 'kysely';
import type { Database } from '../database.ts';
import { preparedList } from '../prepared.ts';
import { bornUnder, holdTree } from './held-trees.sql.ts';
import { tick, underLease, type ChunkTransaction } from './lease-transaction.sql.ts';
import { countChunks, type CountedChunk } from './pack-figures.sql.ts';
import { releasePacks } from './pack-release.sql.ts';
import { heal } from './quarantine.sql.ts';
import type { ChunkIndexTables } from './tables.ts';
import { slices, toChunkRow, toPackId } from './values.ts';

/** What an ingest does. */
export function sqlIngestIndex(database: Database): IngestIndex {
  return {
    hold: (lease, ids) => underLease(database, lease, (tx) => hold(tx, lease, ids)),

    holdTree: (lease, root) => holdTree(database, lease, root),

    openPack: (lease, pack) =>
      underLease(database, lease, async (tx) => {
        const number = await tick(tx);
        const row = { id: pack, number, state: 'open', lease: lease.id, stored_bytes: 0, used_at: Date.now() } as const;
        await tx.insertInto('store_pack').values(row).execute();
      }),

    registerPack: (lease, pack, storedBytes, entries) =>
      underLease(database, lease, async (tx) => {
        const epoch = await bornUnder(tx, lease);
        const { number } = await tx
          .updateTable('store_pack')
          .set({ state: 'sealed', stored_bytes: storedBytes, epoch })
          .where('id', '=', pack)
          .where('lease', '=', lease.id)
          .returning('number')
          .executeTakeFirstOrThrow(() => new ChunkStoreError('io', `pack ${pack} is not one of this ingest`));
        return serve(tx, lease, number, entries);
      }),

    takeBack: (lease) =>
      underLease(database, lease, async (tx) => {
        const own = tx.selectFrom('store_pack').select(['id', 'number']).where('lease', '=', lease.id);
        const packs = await own.orderBy('number').forUpdate().execute();
        for (const { number } of packs) {
          await tx.deleteFrom('store_chunk').where('pack', '=', number).execute();
          await tx.deleteFrom('store_quarantine').where('pack', '=', number).execute();
        }
        const nothing = { live_chunks: 0, live_bytes: 0, plain_bytes: 0 };
        await tx.updateTable('store_pack').set(nothing).where('lease', '=', lease.id).execute();
        return packs.map(({ id }) => toPackId(id));
      }),
  };
}

/** Serves from a pack, whose row this transaction has changed, what is not served yet. @returns how many chunks. */
export async function serve(
  tx: ChunkTransaction,
  lease: Lease,
  pack: number,
  entries: readonly PackEntry[],
): Promise<number> {
  let served = 0;
  for (const slice of slices(entries.toSorted((one, other) => (one.id < other.id ? -1 : 1)))) {
    const stored = new Set(await store(tx, lease, pack, slice));
    served += stored.size;
    await countChunks(tx, 1, servedOf(slice, stored, pack));
    if (await heal(tx, [...stored])) {
      // What was healed may be a page, and what lies under that was not held.
      await tx.updateTable('store_pack').set({ lease: null, epoch: 0 }).where('number', '=', pack).execute();
    }
  }
  return served;
}

/** Asked for every 8 MiB of an upload. */
const findHolders = preparedList((tx: Kysely<ChunkIndexTables>, keys: readonly Expression<Uint8Array>[]) =>
  tx
    .selectFrom('store_chunk as chunk')
    .innerJoin('store_pack as pack', 'pack.number', 'chunk.pack')
    .select(['chunk.id', 'chunk.pack', 'seen', 'lease'])
    .where('chunk.id', 'in', keys),
);

/**
 * What it reads first it does not rely on: a chunk counts as held that this lease has held or stored before, or whose
 * row was still there when it was changed. The packs come first, as their ingests lock them before they take chunks back.
 */
async function hold(tx: ChunkTransaction, lease: Lease, ids: readonly ChunkId[]): Promise<Set<ChunkId>> {
  const held = new Set<ChunkId>();
  for (const keys of slices(ids.toSorted().map(chunkIdToBytes))) {
    const { rows } = await findHolders(tx, keys);
    const foreign = new Set(rows.filter((row) => row.lease !== null && row.lease !== lease.id).map(({ pack }) => pack));
    if (foreign.size > 0) {
      await releasePacks(tx, (packs) => packs.where('number', 'in', [...foreign]).where('lease', '!=', lease.id));
    }
    // Mostly there is nothing to change, and then nothing is written and nothing synced.
    const isSafe = ({ seen, pack }: (typeof rows)[number]): boolean => seen >= lease.epoch && !foreign.has(pack);
    const { safe = [], stale = [] } = Object.groupBy(rows, (row) => (isSafe(row) ? 'safe' : 'stale'));
    const found = await touch(tx, lease, stale);
    for (const { id } of [...safe, ...found]) held.add(chunkIdFromBytes(id));
  }
  return held;
}

/** Marks chunks as seen by a lease. @returns those that are there, and stay so. */
async function touch(
  tx: ChunkTransaction,
  lease: Lease,
  chunks: readonly { readonly id: Uint8Array }[],
): Promise<{ id: Uint8Array }[]> {
  if (chunks.length === 0) return [];
  const keys = chunks.map(({ id }) => id);
  return (
    tx
      .updateTable('store_chunk')
      // A younger lease may have held it meanwhile.
      .set((e) => ({ seen: e.case().when('seen', '<', lease.epoch).then(lease.epoch).else(e.ref('seen')).end() }))
      .where('id', 'in', (e) =>
        e.selectFrom('store_chunk').select('id').where('id', 'in', keys).orderBy('id').forUpdate(),
      )
      .returning('id')
      .execute()
  );
}

/**
 * Stores what is not there, and holds what is. A chunk that is there may be swept before it is held, and is then stored
 * after all.
 *
 * @returns what was stored.
 */
async function store(
  tx: ChunkTransaction,
  lease: Lease,
  pack: number,
  entries: readonly PackEntry[],
): Promise<ChunkId[]> {
  const stored: ChunkId[] = [];
  for (let left = entries; left.length > 0;) {
    const inserted = await insertChunks(tx, lease, pack, left);
    stored.push(...inserted);
    const known = left.filter(({ id }) => !inserted.has(id));
    const held = await hold(
      tx,
      lease,
      known.map(({ id }) => id),
    );
    left = known.filter(({ id }) => !held.has(id));
  }
  return stored;
}

async function insertChunks(
  tx: ChunkTransaction,
  lease: Lease,
  pack: number,
  entries: readonly PackEntry[],
): Promise<Set<ChunkId>> {
  const rows = await tx
    .insertInto('store_chunk')
    .values(entries.map((entry) => toChunkRow(entry, pack, lease.epoch)))
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .execute();
  return new Set(rows.map(({ id }) => chunkIdFromBytes(id)));
}

function servedOf(entries: readonly PackEntry[], ids: ReadonlySet<ChunkId>, pack: number): CountedChunk[] {
  const served = entries.filter(({ id }) => ids.has(id));
  return served.map((entry) => ({ pack, stored_length: entry.storedLength, plain_length: entry.plainLength }));
}
