import { ChunkStoreError, type Lease } from '@ingot/chunk-store';
import type { Transaction } from 'kysely';
import type { Database } from '../database.ts';
import type { ChunkIndexTables } from './tables.ts';

export type ChunkTransaction = Transaction<ChunkIndexTables>;

/**
 * Runs `work` in one transaction, under a living lease.
 *
 * @throws ChunkStoreError 'lease-lost': whoever was taken for dead finds the lease gone, and writes nothing.
 */
export function underLease<Result>(
  database: Database,
  lease: Lease,
  work: (tx: ChunkTransaction) => Promise<Result>,
): Promise<Result> {
  return database.transaction<ChunkIndexTables, Result>(async (tx) => {
    const living = await tx.selectFrom('store_lease').select('id').where('id', '=', lease.id).executeTakeFirst();
    if (!living) throw new ChunkStoreError('lease-lost', `lease ${lease.id} is not there any more`);
    return work(tx);
  });
}

/** The next number of the clock; no other transaction can draw one until this one ends. */
export async function tick(tx: ChunkTransaction): Promise<number> {
  const { value } = await tx
    .updateTable('store_clock')
    .set(({ eb }) => ({ value: eb('value', '+', 1) }))
    .where('name', '=', 'epoch')
    .returning('value')
    .executeTakeFirstOrThrow();
  return value;
}
