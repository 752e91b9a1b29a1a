import type { SelectQueryBuilder } from 'kysely';
import type { ChunkTransaction } from './lease-transaction.sql.ts';
import type { ChunkIndexTables } from './tables.ts';

type Packs = SelectQueryBuilder<ChunkIndexTables, 'store_pack', { number: number }>;

/** Makes packs everybody's: the ingests that stored them can't take them back any more. */
export async function releasePacks(tx: ChunkTransaction, which: (packs: Packs) => Packs): Promise<void> {
  await tx
    .updateTable('store_pack')
    .set({ lease: null })
    .where('number', 'in', (e) => which(e.selectFrom('store_pack').select('number')).orderBy('number').forUpdate())
    .execute();
}
