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
import { SqliteCompiler } from './sqlite-compiler.ts';
import { SqliteDriver } from './sqlite-driver.ts';
import { SqliteStatements } from './sqlite-statements.ts';

/** Of memory at most; with SQLite's own 2 MiB every write to a database of some ten thousand images reads its pages anew. */
const CACHE_KIB = 16_384;

/** Of 4 KiB. A page that changes all the time is then copied from the log once for 16 MiB of it; SQLite's own is 4 MiB. */
const CHECKPOINT_PAGES = 4000;

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
    const settings = [
      `synchronous=${logged ? 'normal' : 'full'}`,
      'foreign_keys=on',
      'busy_timeout=10000',
      `cache_size=-${CACHE_KIB}`,
      `wal_autocheckpoint=${CHECKPOINT_PAGES}`,
    ];
    for (const setting of settings) database.exec(`pragma ${setting}`);
    const flush = logged ? new GroupFlush(`${this.#file}-wal`, this.#flushFile) : null;
    return new SqliteDriver(new SqliteStatements(database), flush);
  }

  createQueryCompiler(): QueryCompiler {
    return new SqliteCompiler();
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
