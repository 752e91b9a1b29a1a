import { chunkIdFromBytes, chunkIdToBytes, type Lease, type TreeRoot } from '@ingot/chunk-store';
import type { Database } from '../database.ts';
import { underLease, type ChunkTransaction } from './lease-transaction.sql.ts';
import type { ChunkIndexTables } from './tables.ts';

/** In place of a lease that is over as soon as it is begun. */
const NO_LEASE = '';

export function holdTree(database: Database, lease: Lease, root: TreeRoot): Promise<boolean> {
  return underLease(database, lease, async (tx) => {
    const page = await tx
      .selectFrom('store_chunk as chunk')
      .innerJoin('store_pack as pack', 'pack.number', 'chunk.pack')
      .select(['chunk.id as root', 'pack.epoch as born'])
      .where('chunk.id', '=', chunkIdToBytes(root))
      .executeTakeFirst();
    if (!page) return false;
    await tx
      .insertInto('store_held_tree')
      .values({ ...page, lease: lease.id })
      .onConflict((conflict) => conflict.columns(['root', 'lease']).doNothing())
      .execute();
    return true;
  });
}

/**
 * To be called in the transaction in which something comes to refer to a tree that something else, whose row is locked by
 * it, refers to. It is `holdTree` for the time of that transaction.
 */
export async function shareTree(tx: ChunkTransaction, root: TreeRoot): Promise<void> {
  await tx
    .insertInto('store_held_tree')
    // No page is put over it, so its age is of no matter.
    .values({ root: chunkIdToBytes(root), lease: NO_LEASE, born: 0 })
    .onConflict((conflict) => conflict.columns(['root', 'lease']).doUpdateSet({ born: 0 }))
    .execute();
}

/** The epoch since which all was seen that a page of this ingest may reach. */
export async function bornUnder(tx: ChunkTransaction, lease: Lease): Promise<number> {
  const { born } = await tx
    .selectFrom('store_held_tree')
    .select(({ fn }) => fn.min<number | null>('born').as('born'))
    .where('lease', '=', lease.id)
    .executeTakeFirstOrThrow();
  return Math.min(lease.epoch, born ?? lease.epoch);
}

/** Forgets those whose lease is over. */
export async function forgetHeldTrees(tx: ChunkTransaction): Promise<void> {
  await tx
    .deleteFrom('store_held_tree')
    .where('lease', 'not in', (e) => e.selectFrom('store_lease').select('id'))
    .execute();
}

export async function heldTrees(
  database: Database,
  { after, limit }: { readonly after: TreeRoot | null; readonly limit: number },
): Promise<readonly TreeRoot[]> {
  let rows = database.tables<ChunkIndexTables>().selectFrom('store_held_tree').select('root').distinct();
  if (after !== null) rows = rows.where('root', '>', chunkIdToBytes(after));
  // Nothing but roots was put in.
  return (await rows.orderBy('root').limit(limit).execute()).map(({ root }) => chunkIdFromBytes(root) as TreeRoot);
}
