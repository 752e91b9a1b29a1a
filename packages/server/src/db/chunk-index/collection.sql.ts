import { chunkIdFromBytes, chunkIdToBytes, type ChunkId, type CollectionIndex } from '@ingot/chunk-store';
import type { Database } from '../database.ts';
import { tick, underLease } from './lease-transaction.sql.ts';
import { markQuarantined, sweepQuarantined } from './quarantine.sql.ts';
import type { ChunkIndexTables } from './tables.ts';
import { slices, toPackId } from './values.ts';

/** What a collection does. */
export function sqlCollectionIndex(database: Database): CollectionIndex {
  return {
    planCollection: (lease) =>
      underLease(database, lease, async (tx) => {
        const dataMark = await tick(tx);
        const pageMark = await tick(tx);
        const { epoch } = await tx
          .selectFrom('store_lease')
          .select(({ fn }) => fn.min<number | null>('epoch').as('epoch'))
          .where('kind', '=', 'ingest')
          .executeTakeFirstOrThrow();
        return { dataMark, pageMark, horizon: Math.min(dataMark, epoch ?? dataMark) };
      }),

    mark: (lease, ids, mark) =>
      underLease(database, lease, async (tx) => {
        const marked: ChunkId[] = [];
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
            .returning('id')
            .execute();
          for (const { id } of rows) marked.push(chunkIdFromBytes(id));
        }
        await markQuarantined(tx, ids, mark);
        return marked;
      }),

    sweep: (lease, { after, limit, plan }) =>
      underLease(database, lease, async (tx) => {
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
          .selectFrom('store_chunk')
          .select('id')
          .where('id', '>', start)
          .where('mark', '<', plan.dataMark)
          .where('seen', '<', plan.horizon);
        const dead = (last ? rest.where('id', '<=', last.id) : rest).orderBy('id').forUpdate();
        const result = await tx.deleteFrom('store_chunk').where('id', 'in', dead).executeTakeFirst();
        const swept = Number(result.numDeletedRows) + (await sweepQuarantined(tx, start, last?.id ?? null, plan));
        return { swept, next: last ? chunkIdFromBytes(last.id) : null };
      }),

    deadPacks: async ({ after, limit }) => {
      const rows = await database
        .tables<ChunkIndexTables>()
        .selectFrom('store_pack as pack')
        .select('pack.id')
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
      return rows.map(({ id }) => toPackId(id));
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
