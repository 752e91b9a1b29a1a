import type { RebuildIndex } from '@ingot/chunk-store';
import type { Database } from '../database.ts';
import { serve } from './ingest.sql.ts';
import { chunkTransaction, tick, underLease } from './lease-transaction.sql.ts';
import type { ChunkIndexTables } from './tables.ts';

/** What brings the index in line with packs that are there. */
export function sqlRebuildIndex(database: Database): RebuildIndex {
  return {
    hasSealed: async (pack) => {
      const sealed = database.tables<ChunkIndexTables>().selectFrom('store_pack').select('id');
      return (await sealed.where('id', '=', pack).where('state', '=', 'sealed').executeTakeFirst()) !== undefined;
    },

    adoptPack: (lease, pack, storedBytes, entries) =>
      underLease(database, lease, async (tx) => {
        const number = await tick(tx);
        // Nobody knows what lies under the pages in it.
        const sealed = {
          state: 'sealed',
          lease: null,
          stored_bytes: storedBytes,
          epoch: 0,
          used_at: Date.now(),
        } as const;
        const row = await tx
          .insertInto('store_pack')
          .values({ id: pack, number, ...sealed })
          .onConflict((conflict) => conflict.column('id').doUpdateSet(sealed).where('store_pack.state', '=', 'open'))
          .returning('number')
          .executeTakeFirst();
        if (!row) return false;
        await serve(tx, lease, row.number, entries);
        return true;
      }),

    forgetLostPack: (pack) =>
      chunkTransaction(database, async (tx) => {
        const row = await tx.deleteFrom('store_pack').where('id', '=', pack).returning('number').executeTakeFirst();
        if (!row) return 0;
        const served = tx.deleteFrom('store_chunk').where('pack', '=', row.number);
        const quarantined = tx.deleteFrom('store_quarantine').where('pack', '=', row.number);
        const results = [await served.executeTakeFirst(), await quarantined.executeTakeFirst()];
        return results.reduce((sum, { numDeletedRows }) => sum + Number(numDeletedRows), 0);
      }),
  };
}
