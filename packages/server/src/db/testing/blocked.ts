import { sql } from 'kysely';
import type { Database } from '../database.ts';

/** Milliseconds after which nobody is going to be blocked any more. */
const PATIENCE = 20_000;

/** Resolves when so many connections to a PostgreSQL database wait for locks. @throws Error when they do not. */
export async function untilBlocked(database: Database, connections: number): Promise<void> {
  for (const end = performance.now() + PATIENCE; ;) {
    const { rows } = await sql<{ waiting: number }>`
      select count(*) as waiting from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(database.tables());
    if (rows[0]?.waiting === connections) return;
    if (performance.now() > end) throw new Error(`${rows[0]?.waiting} connections wait, not ${connections}`);
  }
}

/**
 * Holds what `lock` takes in a transaction of its own while `meanwhile` starts others, lets them go, and gives what became
 * of them.
 */
export async function whileLocked<Tables, Result>(
  database: Database,
  lock: (tx: Parameters<Parameters<typeof database.transaction<Tables, void>>[0]>[0]) => Promise<unknown>,
  meanwhile: () => Promise<Result>,
): Promise<Result> {
  const locked = Promise.withResolvers<void>();
  const over = Promise.withResolvers<void>();
  const holding = database.transaction<Tables, void>(async (tx) => {
    await lock(tx);
    locked.resolve();
    await over.promise;
  }, 'read committed');
  holding.catch(locked.reject);
  await locked.promise;
  try {
    return await meanwhile();
  } finally {
    over.resolve();
    await holding;
  }
}
