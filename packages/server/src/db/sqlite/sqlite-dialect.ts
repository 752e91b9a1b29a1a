import { DatabaseSync } from 'node:sqlite';
import {
  SqliteAdapter,
  SqliteIntrospector,
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  type Driver,
  type Kysely,
  type QueryCompiler,
} from 'kysely';
import { GroupFlush, type FlushFile } from './group-flush.ts';
import { LocklessQueryCompiler } from './lockless-query-compiler.ts';
import { SqliteDriver } from './sqlite-driver.ts';
import { SqliteStatements } from './sqlite-statements.ts';

/**
 * Kysely over Node's built-in SQLite, one connection.
 *
 * With a write-ahead log and `synchronous=normal` SQLite never corrupts the database, but a power cut may take back the
 * last transactions. A commit here acknowledges an upload, so the driver flushes the log itself before it tells anybody
 * of a commit: one flush for all who committed meanwhile, and the thread goes on (see decision 17).
 */
export class SqliteDialect implements Dialect {
  readonly #file: string;
  readonly #flushFile: FlushFile | undefined;

  /** @param file path of the database, or `:memory:`. @param flushFile what makes a file durable, unless it is fdatasync */
  constructor(file: string, flushFile?: FlushFile) {
    this.#file = file;
    this.#flushFile = flushFile;
  }

  createDriver(): Driver {
    const database = new DatabaseSync(this.#file);
    const { journal_mode: mode } = { ...database.prepare('pragma journal_mode=wal').get() };
    const logged = mode === 'wal';
    for (const pragma of [`synchronous=${logged ? 'normal' : 'full'}`, 'foreign_keys=on', 'busy_timeout=10000']) {
      database.exec(`pragma ${pragma}`);
    }
    const flush = logged ? new GroupFlush(`${this.#file}-wal`, this.#flushFile) : null;
    return new SqliteDriver(new SqliteStatements(database), flush);
  }

  createQueryCompiler(): QueryCompiler {
    return new LocklessQueryCompiler();
  }

  createAdapter(): DialectAdapter {
    return new OneAtATimeAdapter();
  }

  createIntrospector(kysely: Kysely<unknown>): DatabaseIntrospector {
    return new SqliteIntrospector(kysely);
  }
}

/** The driver sees to it that there is one user of the connection at a time; Kysely need not. */
class OneAtATimeAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}
