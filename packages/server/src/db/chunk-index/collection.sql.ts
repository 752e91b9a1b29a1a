import { chunkIdFromBytes, chunkIdToBytes, type CollectionIndex, type MarkedChunk } from '@ingot/chunk-store';
import { sql } from 'kysely';
import type { Database } from '../database.ts';
import { forgetHeldTrees, heldTrees } from './held-trees.sql.ts';
import { tick, underLease } from './lease-transaction.sql.ts';
import { markQuarantined } from './quarantine.sql.ts';
import { sweep } from './sweep.sql.ts';
import type { ChunkIndexTables } from './tables.ts';
import { slices, toPackId } from './values.ts';

/** What a collection does. */
export function sqlCollectionIndex(database: Database): CollectionIndex {
  return {
    planCollection: (lease) =>
      underLease(database, lease, async (tx) => {
        await forgetHeldTrees(tx);
        const dataMark = await tick(tx);
        const pageMark = await tick(tx);
        const { epoch } = await tx
          .selectFrom('store_lease')
          .select(({ fn }) => fn.min<number | null>('epoch').as('epoch'))
          .where('kind', '=', 'ingest')
          .executeTakeFirstOrThrow();
        return { dataMark, pageMark, horizon: Math.min(dataMark, epoch ?? dataMark) };
      }),

    heldTrees: (range) => heldTrees(database, range),

    runningIngests: async () => {
      const { count, until } = await database
        .tables<ChunkIndexTables>()
        .selectFrom('store_lease')
        .select(({ fn }) => [fn.countAll<number>().as('count'), fn.max<number | null>('expires_at').as('until')])
        .where('kind', '=', 'ingest')
        .executeTakeFirstOrThrow();
      return { count, until };
    },

    mark: (lease, ids, mark) =>
      underLease(database, lease, async (tx) => {
        const marked: MarkedChunk[] = [];
        for (const keys of slices(ids.map(chunkIdToBytes))) {
          const rows = await tx
            .updateTable('store_chunk')
            .set({ mark })
            .where('id', 'in', (e) =>
              e
                .selectFrom('store_chunk')
                .select('id')
                .where('id', 'in', keys)
                .where('mark', '<', mark)
                .orderBy('id')
                .forUpdate(),
            )
            .returning(['id', 'stored_length'])
            .execute();
          for (const row of rows) marked.push({ id: chunkIdFromBytes(row.id), storedLength: row.stored_length });
        }
        await markQuarantined(tx, ids, mark);
        return marked;
      }),

    bornAt: async (pages) => {
      let [found, least] = [0, Number.MAX_SAFE_INTEGER];
      for (const keys of slices(pages.map(chunkIdToBytes))) {
        const ids = sql.join(keys);
        const { rows } = await sql<{ count: number; epoch: number | null }>`
          select count(*) as count, min(pack.epoch) as epoch
          from (select pack from store_chunk where id in (${ids})
                union all select pack from store_quarantine where id in (${ids})) as page
          inner join store_pack as pack on pack.number = page.pack`.execute(database.tables());
        for (const { count, epoch } of rows) [found, least] = [found + count, Math.min(least, epoch ?? least)];
      }
      return found === pages.length ? least : 0;
    },

    sweep: (lease, range) => underLease(database, lease, (tx) => sweep(tx, range)),

    deadPacks: async ({ after, limit }) => {
      const rows = await database
        .tables<ChunkIndexTables>()
        .selectFrom('store_pack as pack')
        .select(['pack.id', 'pack.stored_bytes'])
        .where('pack.id', '>', after ?? '')
        .where((eb) => {
          const chunk = eb.selectFrom('store_chunk as chunk').select('chunk.id');
          const damaged = eb.selectFrom('store_quarantine as damaged').select('damaged.id');
          const lease = eb.selectFrom('store_lease as lease').select('lease.id');
          return eb.or([
            eb.and([
              eb('pack.state', '=', 'sealed'),
              eb.not(eb.exists(chunk.whereRef('chunk.pack', '=', 'pack.number'))),
              eb.not(eb.exists(damaged.whereRef('damaged.pack', '=', 'pack.number'))),
            ]),
            eb.and([eb('pack.state', '=', 'open'), eb.not(eb.exists(lease.whereRef('lease.id', '=', 'pack.lease')))]),
          ]);
        })
        .orderBy('pack.id')
        .limit(limit)
        .execute();
      return rows.map((row) => ({ pack: toPackId(row.id), storedBytes: row.stored_bytes }));
    },

    forgetPacks: async (packs) => {
      for (const ids of slices(packs)) {
        await database
          .tables<ChunkIndexTables>()
          .deleteFrom('store_pack')
          .where('id', 'in', ids)
          .where((eb) => {
            const chunk = eb.selectFrom('store_chunk').select('store_chunk.id');
            const damaged = eb.selectFrom('store_quarantine').select('store_quarantine.id');
            return eb.and([
              eb.not(eb.exists(chunk.whereRef('store_chunk.pack', '=', 'store_pack.number'))),
              eb.not(eb.exists(damaged.whereRef('store_quarantine.pack', '=', 'store_pack.number'))),
            ]);
          })
          .execute();
      }
    },
  };
}
