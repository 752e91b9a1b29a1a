import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import {
  chunkIdOf,
  chunkIdToBytes,
  isChunkStoreError,
  newPackId,
  type ChunkId,
  type ChunkIndex,
  type Lease,
  type PackEntry,
  type PackId,
} from '@ingot/chunk-store';
import { sql } from 'kysely';
import type { Database } from '../database.ts';
import { untilBlocked, whileLocked } from '../testing/blocked.ts';
import { temporaryDatabase, type TemporaryDatabase } from '../testing/temporary-database.ts';
import { chunkIndexMigrations, createSqlChunkIndex, leaseHolds, type ChunkIndexTables } from './chunk-index.sql.ts';
import { chunkTransaction } from './lease-transaction.sql.ts';

const FAR = 2 ** 50;

function entry(id: ChunkId): PackEntry {
  return { id, kind: 'data', codec: 'plain', offset: 16, storedLength: 1, plainLength: 1, crc: 0 };
}

/** What two processes do to the same rows of a PostgreSQL at the same moment, in every order that matters. */
describe('the chunk index of two processes', () => {
  let temporary: TemporaryDatabase;
  let database: Database;
  let here: ChunkIndex;
  let there: ChunkIndex;
  let chunk: ChunkId;

  beforeEach(async () => {
    temporary = await temporaryDatabase({ engine: 'postgres', migrations: [chunkIndexMigrations] });
    ({ database } = temporary);
    here = createSqlChunkIndex(database);
    there = createSqlChunkIndex(temporary.beside());
    chunk = chunkIdOf(Buffer.from('content'));
  });
  afterEach(() => temporary.remove());

  const ingest = (index: ChunkIndex): Promise<Lease> =>
    index.openLease({ kind: 'ingest', owner: 'p', now: 0, expiresAt: FAR });

  async function store(index: ChunkIndex, lease: Lease, ...ids: ChunkId[]): Promise<PackId> {
    const pack = newPackId();
    await index.openPack(lease, pack);
    await index.registerPack(lease, pack, 1, ids.map(entry));
    return pack;
  }

  /** The chunk is stored by an ingest that is over, and a collection is about to sweep it. */
  async function garbage(): Promise<() => Promise<number>> {
    const lease = await ingest(here);
    await store(here, lease, chunk);
    await here.endLease(lease);
    const collection = await here.openLease({ kind: 'collection', owner: 'p', now: 0, expiresAt: FAR });
    const plan = await here.planCollection(collection);
    return async () => (await here.sweep(collection, { after: null, limit: 100, plan, dryRun: false })).swept.chunks;
  }

  const lockChunk = <Result>(meanwhile: () => Promise<Result>): Promise<Result> =>
    whileLocked<ChunkIndexTables, Result>(
      database,
      (tx) => tx.selectFrom('store_chunk').select('id').where('id', '=', chunkIdToBytes(chunk)).forUpdate().execute(),
      meanwhile,
    );
  const isStored = async (): Promise<boolean> => (await here.locate([chunk])).has(chunk);
  const deadlocks = async (): Promise<number> => {
    const { rows } = await sql<{ deadlocks: number }>`
      select deadlocks from pg_stat_database where datname = current_database()`.execute(database.tables());
    return rows[0]?.deadlocks ?? 0;
  };

  it('does not tell an ingest that it holds what a collection sweeps a moment before', async () => {
    const sweep = await garbage();
    const lease = await ingest(there);
    const [swept, held] = await lockChunk(async () => {
      const sweeping = sweep();
      await untilBlocked(database, 1);
      const holding = there.hold(lease, [chunk]);
      await untilBlocked(database, 2);
      return [sweeping, holding] as const;
    });
    assert.deepEqual([await swept, (await held).has(chunk), await isStored()], [1, false, false]);
  });

  it('does not sweep what an ingest holds a moment before', async () => {
    const sweep = await garbage();
    const lease = await ingest(there);
    const [held, swept] = await lockChunk(async () => {
      const holding = there.hold(lease, [chunk]);
      await untilBlocked(database, 1);
      const sweeping = sweep();
      await untilBlocked(database, 2);
      return [holding, sweeping] as const;
    });
    assert.deepEqual([await swept, (await held).has(chunk), await isStored()], [0, true, true]);
  });

  it('stores a chunk of a pack again that is swept while the pack is registered', async () => {
    const sweep = await garbage();
    const lease = await ingest(there);
    const pack = newPackId();
    await there.openPack(lease, pack);
    const [swept, served] = await lockChunk(async () => {
      const sweeping = sweep();
      await untilBlocked(database, 1);
      const registering = there.registerPack(lease, pack, 1, [entry(chunk)]);
      await untilBlocked(database, 2);
      return [sweeping, registering] as const;
    });
    assert.deepEqual([await swept, await served], [1, 1]);
    assert.equal((await here.locate([chunk])).get(chunk)?.pack, pack);
  });

  for (const first of ['hold', 'takeBack'] as const) {
    it(`agrees on a chunk that one ingest gives up and another holds, ${first} first`, async () => {
      const [mine, theirs] = [await ingest(here), await ingest(there)];
      const pack = await store(here, mine, chunk);
      const acts = {
        takeBack: () => here.takeBack(mine),
        hold: async () => ((await there.hold(theirs, [chunk])).has(chunk) ? [] : [pack]),
      };
      const second = first === 'hold' ? 'takeBack' : 'hold';
      const results = await whileLocked<ChunkIndexTables, Promise<PackId[]>[]>(
        database,
        (tx) => tx.selectFrom('store_pack').select('id').where('id', '=', pack).forUpdate().execute(),
        async () => {
          const acting = acts[first]();
          await untilBlocked(database, 1);
          const following = acts[second]();
          await untilBlocked(database, 2);
          return [acting, following];
        },
      );
      // Both name the pack as taken back, or neither does.
      const [one = [], other = []] = await Promise.all(results);
      assert.deepEqual(one, other);
      assert.equal(await isStored(), one.length === 0);
    });
  }

  it('never lowers the age of a chunk that a younger ingest holds', async () => {
    const [old, young] = [await ingest(here), await ingest(there)];
    const third = await ingest(here);
    await store(here, third, chunk);
    await database.tables<ChunkIndexTables>().updateTable('store_chunk').set({ seen: 0 }).execute();
    const holds = await lockChunk(async () => {
      const younger = there.hold(young, [chunk]);
      await untilBlocked(database, 1);
      const older = here.hold(old, [chunk]);
      await untilBlocked(database, 2);
      return [younger, older];
    });
    for (const held of await Promise.all(holds)) assert.ok(held.has(chunk));
    const rows = await database.tables<ChunkIndexTables>().selectFrom('store_chunk').select('seen').execute();
    assert.deepEqual(rows, [{ seen: young.epoch }]);
  });

  it('registers the same chunks from both sides, in any order, without a deadlock', async () => {
    const ids = Array.from({ length: 600 }, (_, n) => chunkIdOf(Buffer.from(`chunk ${n}`)));
    const [mine, theirs] = [await ingest(here), await ingest(there)];
    const before = await deadlocks();
    for (let round = 0; round < 5; round++) {
      const fresh = ids.map((id) => chunkIdOf(Buffer.from(`${round} ${id}`)));
      await Promise.all([store(here, mine, ...fresh), store(there, theirs, ...fresh.toReversed())]);
      assert.equal((await here.locate(fresh)).size, fresh.length);
    }
    assert.equal(await deadlocks(), before);
  });

  it('ends a lease after what is written under it, and lets nothing be written after that', async () => {
    const lease = await ingest(here);
    await store(here, lease, chunk);
    const [held, ended] = await lockChunk(async () => {
      await database.tables<ChunkIndexTables>().updateTable('store_pack').set({ lease: 'another' }).execute();
      const holding = here.hold(lease, [chunk]);
      await untilBlocked(database, 1);
      const ending = there.endLeases({ expiredAt: FAR });
      await untilBlocked(database, 2);
      return [holding, ending] as const;
    });
    assert.ok((await held).has(chunk));
    assert.equal(await ended, 1);
    await assert.rejects(here.hold(lease, [chunk]), (error) => isChunkStoreError(error, 'lease-lost'));
    assert.equal(await here.renewLease(lease, FAR), false);
  });

  it('keeps a lease that a transaction of somebody else relies on', async () => {
    const lease = await ingest(here);
    const order: string[] = [];
    let ending: Promise<unknown> = Promise.resolve();
    await chunkTransaction(database, async (tx) => {
      assert.equal(await leaseHolds(tx, lease), true);
      ending = there.endLease(lease).then(() => order.push('ended'));
      await untilBlocked(database, 1);
      assert.equal(await there.renewLease(lease, FAR), true, 'renewing does not wait');
      order.push('committed');
    });
    await ending;
    assert.deepEqual(order, ['committed', 'ended']);
    assert.equal(await chunkTransaction(database, (tx) => leaseHolds(tx, lease)), false);
  });

  it('lets one of two collections begin', async () => {
    const collect = (index: ChunkIndex) => index.openLease({ kind: 'collection', owner: 'p', now: 0, expiresAt: FAR });
    const outcomes = await Promise.allSettled([collect(here), collect(there), collect(here), collect(there)]);
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
  });
});
