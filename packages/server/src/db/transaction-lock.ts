import { sql, type Transaction } from 'kysely';
import type { Engine } from './database.ts';

/**
 * Until the transaction ends nobody else gets beyond this call with the same name, in any process. For what can neither
 * be locked by its rows nor be done by a condition; SQLite runs one transaction at a time anyway.
 */
export async function lockForTransaction<Tables>(engine: Engine, tx: Transaction<Tables>, name: string): Promise<void> {
  if (engine === 'postgres') await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx);
}
