import { randomUUID } from 'node:crypto';
import { ChunkStoreError, type LeaseTable } from '@ingot/chunk-store';
import type { Database } from '../database.ts';
import { chunkTransaction, tick, type ChunkTransaction } from './lease-transaction.sql.ts';
import { releasePacks } from './pack-release.sql.ts';
import type { ChunkIndexTables } from './tables.ts';
import { slices } from './values.ts';

/** Who is alive. */
export function sqlLeaseTable(database: Database): LeaseTable {
  return {
    openLease: ({ kind, owner, now, expiresAt }) =>
      chunkTransaction(database, async (tx) => {
        // Drawn first: the row of the clock is what makes two of these wait for each other.
        const epoch = await tick(tx);
        const living = tx.selectFrom('store_lease').select('id').where('kind', '=', kind);
        if (kind !== 'ingest' && (await living.where('expires_at', '>', now).executeTakeFirst())) {
          throw new ChunkStoreError('busy', `another ${kind} is running`);
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

    endLease: (lease) => chunkTransaction(database, (tx) => endLeases(tx, [lease.id])),

    endLeases: (which) =>
      chunkTransaction(database, async (tx) => {
        // Locked, so that none that is renewed at this moment is among them.
        const all = tx.selectFrom('store_lease').select('id').orderBy('id').forUpdate();
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
    // Whoever works under one of them ends first.
    await tx.selectFrom('store_lease').select('id').where('id', 'in', ids).orderBy('id').forUpdate().execute();
    await releasePacks(tx, (packs) => packs.where('lease', 'in', ids));
    await tx.deleteFrom('store_lease').where('id', 'in', ids).execute();
  }
}
