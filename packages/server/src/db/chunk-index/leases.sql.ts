import { randomUUID } from 'node:crypto';
import { ChunkStoreError, type LeaseTable } from '@ingot/chunk-store';
import type { Database } from '../database.ts';
import { tick, type ChunkTransaction } from './lease-transaction.sql.ts';
import type { ChunkIndexTables } from './tables.ts';
import { slices } from './values.ts';

/** Who is alive. */
export function sqlLeaseTable(database: Database): LeaseTable {
  const transaction = <Result>(work: (tx: ChunkTransaction) => Promise<Result>): Promise<Result> =>
    database.transaction<ChunkIndexTables, Result>(work);

  return {
    openLease: ({ kind, owner, now, expiresAt }) =>
      transaction(async (tx) => {
        // Drawn first: the row of the clock is what makes two of these wait for each other.
        const epoch = await tick(tx);
        const living = tx.selectFrom('store_lease').select('id').where('kind', '=', 'collection');
        if (kind === 'collection' && (await living.where('expires_at', '>', now).executeTakeFirst())) {
          throw new ChunkStoreError('busy', 'another collection is running');
        }
        const id = randomUUID();
        await tx.insertInto('store_lease').values({ id, kind, owner, epoch, expires_at: expiresAt }).execute();
        return { id, epoch };
      }),

    renewLease: async (lease, expiresAt) => {
      const renewed = await database
        .tables<ChunkIndexTables>()
        .updateTable('store_lease')
        .set({ expires_at: expiresAt })
        .where('id', '=', lease.id)
        .returning('id')
        .executeTakeFirst();
      return renewed !== undefined;
    },

    endLease: (lease) => transaction((tx) => endLeases(tx, [lease.id])),

    endLeases: (which) =>
      transaction(async (tx) => {
        const all = tx.selectFrom('store_lease').select('id');
        const rows = await (
          'owner' in which ? all.where('owner', '=', which.owner) : all.where('expires_at', '<=', which.expiredAt)
        ).execute();
        const kept = new Set('except' in which ? which.except.map(({ id }) => id) : []);
        const ended = rows.map(({ id }) => id).filter((id) => !kept.has(id));
        await endLeases(tx, ended);
        return ended.length;
      }),
  };
}

async function endLeases(tx: ChunkTransaction, leases: readonly string[]): Promise<void> {
  for (const ids of slices(leases)) {
    await tx.updateTable('store_pack').set({ lease: null }).where('lease', 'in', ids).execute();
    await tx.deleteFrom('store_lease').where('id', 'in', ids).execute();
  }
}
