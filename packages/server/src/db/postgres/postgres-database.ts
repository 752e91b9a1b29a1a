import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import type { Database } from '../database.ts';
import { migrate } from '../migrations.ts';
import { CodePointOrder } from './code-point-order.ts';
import { postgresConnections, type PostgresOptions } from './postgres-connections.ts';
import { away, isCollision } from './postgres-failures.ts';
import { postgresSignals } from './postgres-signals.ts';

/** Times that a transaction is begun in all before its collisions are called a failure. */
const MAX_ATTEMPTS = 12;
/** Milliseconds, doubled with every attempt, and random below that: who collided does not collide again. */
const FIRST_PAUSE = 2;
const LONGEST_PAUSE = 200;

/** A PostgreSQL database; connects when it is first used. */
export function openPostgres(options: PostgresOptions): Database {
  const kysely = new Kysely<never>({ dialect: new PostgresDialect({ pool: postgresConnections(options) }) });
  const tables = <Tables>(): Kysely<Tables> => kysely as unknown as Kysely<Tables>;
  const signals = postgresSignals(options.url, (channel, payload) =>
    sql`select pg_notify(${channel}, ${payload})`.execute(kysely),
  );
  return {
    engine: 'postgres',
    signals,
    tables,
    transaction: (work, isolation = 'serializable') =>
      repeatedly(() =>
        tables()
          .transaction()
          .setIsolationLevel(isolation)
          .execute(work as (tx: Transaction<unknown>) => ReturnType<typeof work>),
      ),
    migrate: (migrations) => migratePatiently(options, migrations),
    ping: async () => {
      await sql`select 1`.execute(kysely);
    },
    close: async () => {
      await signals.stop();
      await kysely.destroy();
    },
  };
}

/**
 * A connection of its own without time-outs: to change a large table takes its time, and of several processes that start
 * at once one migrates, under a lock, while the others wait for it.
 */
async function migratePatiently(
  options: PostgresOptions,
  migrations: Parameters<typeof migrate>[1],
): Promise<string[]> {
  const pool = postgresConnections({ ...options, connections: 1, patient: true });
  const kysely = new Kysely<never>({ dialect: new PostgresDialect({ pool }), plugins: [new CodePointOrder()] });
  try {
    return await migrate(kysely, migrations);
  } finally {
    await kysely.destroy();
  }
}

/** Begins again what failed only because of others; it has changed nothing. */
async function repeatedly<Result>(transaction: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction();
    } catch (error) {
      if (!isCollision(error)) throw error;
      if (attempt === MAX_ATTEMPTS) throw away(error);
    }
    const longest = Math.min(FIRST_PAUSE * 2 ** attempt, LONGEST_PAUSE);
    await new Promise((resolve) => {
      setTimeout(resolve, Math.random() * longest);
    });
  }
}
