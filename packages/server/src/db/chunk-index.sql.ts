import { randomUUID } from 'node:crypto';
import {
  chunkIdFromBytes,
  chunkIdToBytes,
  ChunkStoreError,
  parsePackId,
  type ChunkCodec,
  type ChunkId,
  type ChunkIndex,
  type ChunkLocation,
  type CollectionPlan,
  type Lease,
  type LeaseRequest,
  type PackEntry,
  type PackId,
  type StoreUsage,
  type SweepRange,
} from '@ingot/chunk-store';
import type { Transaction } from 'kysely';
import type { ChunkIndexTables } from './chunk-index-tables.ts';
import type { Database } from './database.ts';

export { chunkIndexMigrations } from './chunk-index-tables.ts';

type Tx = Transaction<ChunkIndexTables>;

/** Ids in one statement: well below the number of parameters that SQLite and PostgreSQL take. */
const IDS_PER_STATEMENT = 256;
const CODECS: readonly ChunkCodec[] = ['plain', 'zstd'];

/** The chunk index in the service's database. */
export function createSqlChunkIndex(database: Database): ChunkIndex {
  return new SqlChunkIndex(database);
}

class SqlChunkIndex implements ChunkIndex {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async locate(ids: readonly ChunkId[]): Promise<Map<ChunkId, ChunkLocation>> {
    const locations = new Map<ChunkId, ChunkLocation>();
    for (const keys of slices(ids.map(chunkIdToBytes))) {
      const rows = await this.#database
        .tables<ChunkIndexTables>()
        .selectFrom('store_chunk as chunk')
        .innerJoin('store_pack as pack', 'pack.number', 'chunk.pack')
        .select(['chunk.id', 'pack.id as packId', 'offset', 'stored_length', 'plain_length', 'codec', 'crc'])
        .where('chunk.id', 'in', keys)
        .execute();
      for (const row of rows) {
        const { offset, stored_length: storedLength, plain_length: plainLength, crc } = row;
        const location = {
          pack: packId(row.packId),
          offset,
          storedLength,
          plainLength,
          codec: codecOf(row.codec),
          crc,
        };
        locations.set(chunkIdFromBytes(row.id), location);
      }
    }
    return locations;
  }

  async usage(): Promise<StoreUsage> {
    const tables = this.#database.tables<ChunkIndexTables>();
    const { packs, bytes } = await tables
      .selectFrom('store_pack')
      .select(({ fn }) => [fn.countAll<number>().as('packs'), fn.sum<number | null>('stored_bytes').as('bytes')])
      .where('state', '=', 'sealed')
      .executeTakeFirstOrThrow();
    const { chunks } = await tables
      .selectFrom('store_chunk')
      .select(({ fn }) => fn.countAll<number>().as('chunks'))
      .executeTakeFirstOrThrow();
    return { packs, storedBytes: bytes ?? 0, chunks };
  }

  openLease({ kind, owner, now, expiresAt }: LeaseRequest): Promise<Lease> {
    return this.#transaction(async (tx) => {
      // Drawn first: the row of the clock is what makes two of these wait for each other.
      const epoch = await tick(tx);
      const living = tx.selectFrom('store_lease').select('id').where('kind', '=', 'collection');
      if (kind === 'collection' && (await living.where('expires_at', '>', now).executeTakeFirst())) {
        throw new ChunkStoreError('busy', 'another collection is running');
      }
      const id = randomUUID();
      await tx.insertInto('store_lease').values({ id, kind, owner, epoch, expires_at: expiresAt }).execute();
      return { id, epoch };
    });
  }

  async renewLease(lease: Lease, expiresAt: number): Promise<boolean> {
    const renewed = await this.#database
      .tables<ChunkIndexTables>()
      .updateTable('store_lease')
      .set({ expires_at: expiresAt })
      .where('id', '=', lease.id)
      .returning('id')
      .executeTakeFirst();
    return renewed !== undefined;
  }

  async endLease(lease: Lease): Promise<void> {
    await this.#transaction((tx) => endLeases(tx, [lease.id]));
  }

  endLeases(
    which: { readonly owner: string; readonly except: readonly Lease[] } | { readonly expiredAt: number },
  ): Promise<number> {
    return this.#transaction(async (tx) => {
      const all = tx.selectFrom('store_lease').select('id');
      const rows = await (
        'owner' in which ? all.where('owner', '=', which.owner) : all.where('expires_at', '<=', which.expiredAt)
      ).execute();
      const kept = new Set('except' in which ? which.except.map(({ id }) => id) : []);
      const ended = rows.map(({ id }) => id).filter((id) => !kept.has(id));
      await endLeases(tx, ended);
      return ended.length;
    });
  }

  hold(lease: Lease, ids: readonly ChunkId[]): Promise<Set<ChunkId>> {
    return this.#under(lease, (tx) => hold(tx, lease, ids));
  }

  async openPack(lease: Lease, pack: PackId): Promise<void> {
    await this.#under(lease, async (tx) => {
      const number = await tick(tx);
      const row = { id: pack, number, state: 'open', lease: lease.id, stored_bytes: 0 } as const;
      await tx.insertInto('store_pack').values(row).execute();
    });
  }

  registerPack(lease: Lease, pack: PackId, storedBytes: number, entries: readonly PackEntry[]): Promise<number> {
    return this.#under(lease, async (tx) => {
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
      }
      return served;
    });
  }

  takeBack(lease: Lease): Promise<PackId[]> {
    return this.#under(lease, async (tx) => {
      const packs = await tx.selectFrom('store_pack').select(['id', 'number']).where('lease', '=', lease.id).execute();
      for (const { number } of packs) await tx.deleteFrom('store_chunk').where('pack', '=', number).execute();
      return packs.map(({ id }) => packId(id));
    });
  }

  planCollection(lease: Lease): Promise<CollectionPlan> {
    return this.#under(lease, async (tx) => {
      const dataMark = await tick(tx);
      const pageMark = await tick(tx);
      const { epoch } = await tx
        .selectFrom('store_lease')
        .select(({ fn }) => fn.min<number | null>('epoch').as('epoch'))
        .where('kind', '=', 'ingest')
        .executeTakeFirstOrThrow();
      return { dataMark, pageMark, horizon: Math.min(dataMark, epoch ?? dataMark) };
    });
  }

  mark(lease: Lease, ids: readonly ChunkId[], mark: number): Promise<ChunkId[]> {
    return this.#under(lease, async (tx) => {
      const marked: ChunkId[] = [];
      for (const keys of slices(ids.map(chunkIdToBytes))) {
        const rows = await tx
          .updateTable('store_chunk')
          .set({ mark })
          .where('id', 'in', keys)
          .where('mark', '<', mark)
          .returning('id')
          .execute();
        for (const { id } of rows) marked.push(chunkIdFromBytes(id));
      }
      return marked;
    });
  }

  sweep(lease: Lease, { after, limit, plan }: SweepRange): Promise<{ swept: number; next: ChunkId | null }> {
    return this.#under(lease, async (tx) => {
      const start = after === null ? Buffer.alloc(0) : chunkIdToBytes(after);
      const last = await tx
        .selectFrom('store_chunk')
        .select('id')
        .where('id', '>', start)
        .orderBy('id')
        .limit(1)
        .offset(limit - 1)
        .executeTakeFirst();
      const rest = tx
        .deleteFrom('store_chunk')
        .where('id', '>', start)
        .where('mark', '<', plan.dataMark)
        .where('seen', '<', plan.horizon);
      const result = await (last ? rest.where('id', '<=', last.id) : rest).executeTakeFirst();
      return { swept: Number(result.numDeletedRows), next: last ? chunkIdFromBytes(last.id) : null };
    });
  }

  async deadPacks({ after, limit }: { after: PackId | null; limit: number }): Promise<PackId[]> {
    const rows = await this.#database
      .tables<ChunkIndexTables>()
      .selectFrom('store_pack as pack')
      .select('pack.id')
      .where('pack.id', '>', after ?? '')
      .where((eb) => {
        const chunk = eb.selectFrom('store_chunk as chunk').select('chunk.id');
        const lease = eb.selectFrom('store_lease as lease').select('lease.id');
        return eb.or([
          eb.and([
            eb('pack.state', '=', 'sealed'),
            eb.not(eb.exists(chunk.whereRef('chunk.pack', '=', 'pack.number'))),
          ]),
          eb.and([eb('pack.state', '=', 'open'), eb.not(eb.exists(lease.whereRef('lease.id', '=', 'pack.lease')))]),
        ]);
      })
      .orderBy('pack.id')
      .limit(limit)
      .execute();
    return rows.map(({ id }) => packId(id));
  }

  async forgetPacks(packs: readonly PackId[]): Promise<void> {
    for (const ids of slices(packs)) {
      await this.#database
        .tables<ChunkIndexTables>()
        .deleteFrom('store_pack')
        .where('id', 'in', ids)
        .where((eb) => {
          const chunk = eb.selectFrom('store_chunk').select('store_chunk.id');
          return eb.not(eb.exists(chunk.whereRef('store_chunk.pack', '=', 'store_pack.number')));
        })
        .execute();
    }
  }

  #transaction<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.#database.transaction<ChunkIndexTables, Result>(work);
  }

  /** Whoever was taken for dead finds the lease gone, and writes nothing. */
  #under<Result>(lease: Lease, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.#transaction(async (tx) => {
      const living = await tx.selectFrom('store_lease').select('id').where('id', '=', lease.id).executeTakeFirst();
      if (!living) throw new ChunkStoreError('lease-lost', `lease ${lease.id} is not there any more`);
      return work(tx);
    });
  }
}

/** The next number of the clock; no other transaction can draw one until this one ends. */
async function tick(tx: Tx): Promise<number> {
  const { value } = await tx
    .updateTable('store_clock')
    .set(({ eb }) => ({ value: eb('value', '+', 1) }))
    .where('name', '=', 'epoch')
    .returning('value')
    .executeTakeFirstOrThrow();
  return value;
}

async function endLeases(tx: Tx, leases: readonly string[]): Promise<void> {
  for (const ids of slices(leases)) {
    await tx.updateTable('store_pack').set({ lease: null }).where('lease', 'in', ids).execute();
    await tx.deleteFrom('store_lease').where('id', 'in', ids).execute();
  }
}

async function hold(tx: Tx, lease: Lease, ids: readonly ChunkId[]): Promise<Set<ChunkId>> {
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

async function insertChunks(tx: Tx, lease: Lease, pack: number, entries: readonly PackEntry[]): Promise<Set<ChunkId>> {
  const rows = await tx
    .insertInto('store_chunk')
    .values(
      entries.map(({ id, offset, storedLength, plainLength, codec, crc }) => ({
        id: chunkIdToBytes(id),
        pack,
        offset,
        stored_length: storedLength,
        plain_length: plainLength,
        codec: CODECS.indexOf(codec),
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

function packId(text: string): PackId {
  const pack = parsePackId(text);
  if (!pack) throw new ChunkStoreError('corrupt', `the index names an impossible pack, ${text}`);
  return pack;
}

function codecOf(number: number): ChunkCodec {
  const codec = CODECS[number];
  if (!codec) throw new ChunkStoreError('corrupt', `the index names the unknown codec ${number}`);
  return codec;
}

function slices<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / IDS_PER_STATEMENT) }, (_, slice) =>
    items.slice(slice * IDS_PER_STATEMENT, (slice + 1) * IDS_PER_STATEMENT),
  );
}
