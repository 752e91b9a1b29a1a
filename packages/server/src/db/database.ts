import { sql, type Kysely, type Transaction } from 'kysely';
import { SqliteDialect } from './sqlite/sqlite-dialect.ts';
import { sqliteKysely } from './sqlite/sqlite-kysely.ts';
import { migrate, type Migrations } from './migrations.ts';
import { NO_SIGNALS, type Signals } from './signals.ts';

/**
 * The database, without its tables: each adapter declares its own and asks for a view of them,
 * `database.tables<ImageTables>()`, so that no domain sees another's.
 */
export interface Database {
  /** Which engine this is; only for the few statements that have no common form. */
  readonly engine: Engine;
  tables<Tables>(): Kysely<Tables>;
  /**
   * Runs `work` in one transaction: all of it or nothing. Never wait for anything but the database inside: there may be
   * one connection, and everybody else waits for it. `work` may be run again, after its changes were taken back, when
   * it collided with another transaction, so it must not change anything else.
   *
   * @param isolation of PostgreSQL (SQLite runs one transaction at a time): as if alone, unless `work` itself locks or
   * conditionally changes every row that it decides by.
   */
  transaction<Tables, Result>(
    work: (tx: Transaction<Tables>) => Promise<Result>,
    isolation?: 'serializable' | 'read committed',
  ): Promise<Result>;
  /** Applies what is missing; returns the names applied. */
  migrate(migrations: readonly Migrations[]): Promise<string[]>;
  /** What the processes on this database tell each other. */
  readonly signals: Signals;
  /** Resolves when the database answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export type Engine = 'sqlite' | 'postgres';

/** Opens (and creates) an SQLite database. @param file a path, or `:memory:`. */
export function openSqlite(file: string): Database {
  const { kysely, transaction } = sqliteKysely(new SqliteDialect(file));
  const tables = <Tables>(): Kysely<Tables> => kysely as unknown as Kysely<Tables>;
  return {
    engine: 'sqlite',
    tables,
    transaction,
    migrate: (migrations) => migrate(kysely, migrations),
    signals: NO_SIGNALS,
    ping: async () => {
      await sql`select 1`.execute(kysely);
    },
    close: () => kysely.destroy(),
  };
}
