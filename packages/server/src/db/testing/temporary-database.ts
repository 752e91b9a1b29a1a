import { openSqlite, type Database, type Engine } from '../database.ts';
import type { Migrations } from '../migrations.ts';
import { openPostgres } from '../postgres/postgres-database.ts';
import { emptyPostgresDatabase, lendPostgresDatabase } from './postgres-databases.ts';

/** A database of its own for a test. */
export interface TemporaryDatabase {
  readonly database: Database;
  /** As another process has it: with connections of its own. On SQLite there is one process. Closed with the first. */
  readonly beside: () => Database;
  /** Closes and removes it. */
  readonly remove: () => Promise<void>;
}

export interface TemporaryDatabaseOptions {
  readonly migrations: readonly Migrations[];
  /** `INGOT_TEST_DATABASE` unless given, and SQLite unless that is set. */
  readonly engine?: Engine;
}

/** What the tests of this process use where any engine will do. */
const TEST_ENGINE: Engine = process.env['INGOT_TEST_DATABASE'] === 'postgres' ? 'postgres' : 'sqlite';

/** For suites that always run on both. */
export const ENGINES: readonly Engine[] = ['sqlite', 'postgres'];

/** Opens an empty database with these tables. */
export function temporaryDatabase(options: TemporaryDatabaseOptions): Promise<TemporaryDatabase> {
  return (options.engine ?? TEST_ENGINE) === 'postgres' ? onPostgres(options) : onSqlite(options);
}

/**
 * The value of `database.url` for a service of its own, which makes its tables itself: `sqlite`, or the address of an empty
 * PostgreSQL database.
 */
export async function temporaryDatabaseUrl(): Promise<{ readonly url: string; remove(): Promise<void> }> {
  return TEST_ENGINE === 'postgres' ? emptyPostgresDatabase() : { url: 'sqlite', remove: () => Promise.resolve() };
}

async function onSqlite({ migrations }: TemporaryDatabaseOptions): Promise<TemporaryDatabase> {
  const database = openSqlite(':memory:');
  await database.migrate(migrations);
  return { database, beside: () => database, remove: () => database.close() };
}

/** Few are needed by one test, and many tests run at a time. */
const CONNECTIONS = 4;

async function onPostgres({ migrations }: TemporaryDatabaseOptions): Promise<TemporaryDatabase> {
  const { url, giveBack } = await lendPostgresDatabase(migrations);
  const opened: Database[] = [];
  const open = (): Database => {
    const database = openPostgres({ url, connections: CONNECTIONS });
    opened.push(database);
    return database;
  };
  return {
    database: open(),
    beside: open,
    remove: async () => {
      for (const each of opened) await each.close();
      await giveBack();
    },
  };
}
