import { ChunkStoreError, type Lease } from '@ingot/chunk-store';
import type { Transaction } from 'kysely';
import type { Database } from '../database.ts';
import type { ChunkIndexTables } from './tables.ts';

export type ChunkTransaction = Transaction<ChunkIndexTables>;

/**
 * Runs `work` in one transaction that locks, or changes on condition, what it decides by. Locks are taken in this order,
 * so that no two wait for each other: lease, clock, packs by number, chunks by id.
 */
export function chunkTransaction<Result>(
  database: Database,
  work: (tx: ChunkTransaction) => Promise<Result>,
): Promise<Result> {
  return database.transaction<ChunkIndexTables, Result>(work, 'read committed');
}

/**
 * Runs `work` in one transaction, under a living lease, which nobody can end meanwhile.
 *
 * @throws ChunkStoreError 'lease-lost': whoever was taken for dead finds the lease gone, and writes nothing.
 */
export function underLease<Result>(
  database: Database,
  lease: Lease,
  work: (tx: ChunkTransaction) => Promise<Result>,
): Promise<Result> {
  return chunkTransaction(database, async (tx) => {
    if (!(await leaseHolds(tx, lease)))
      throw new ChunkStoreError('lease-lost', `lease ${lease.id} is not there any more`);
    return work(tx);
  });
}

/** Whether a lease is there; if so it stays until the transaction ends. Renewing it is possible all the while. */
export async function leaseHolds(tx: ChunkTransaction, lease: Lease): Promise<boolean> {
  const living = tx.selectFrom('store_lease').select('id').where('id', '=', lease.id).forKeyShare();
  return (await living.executeTakeFirst()) !== undefined;
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
