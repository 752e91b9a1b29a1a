import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { SqliteDialect, type SqliteDatabase, type SqliteStatement } from 'kysely';

/** Statements are few and repeated; preparing costs more than running the short ones. */
const STATEMENT_CACHE_SIZE = 500;

/**
 * Kysely over Node's built-in SQLite, one connection.
 *
 * `synchronous=full` because a commit acknowledges an upload: with WAL and `normal` a power cut may take back the last
 * transactions. `begin` becomes `begin immediate`, so that a transaction that reads first cannot fail at its first write.
 *
 * @param file path of the database, or `:memory:`.
 */
export function sqliteDialect(file: string): SqliteDialect {
  const database = new DatabaseSync(file);
  for (const pragma of ['journal_mode=wal', 'synchronous=full', 'foreign_keys=on', 'busy_timeout=10000']) {
    database.exec(`pragma ${pragma}`);
  }
  const cache = new Map<string, SqliteStatement>();
  const adapter: SqliteDatabase = {
    close: () => {
      database.close();
    },
    prepare: (query) => {
      const text = query === 'begin' ? 'begin immediate' : query;
      const known = cache.get(text);
      if (known) return known;
      const made = statement(database.prepare(text));
      if (cache.size >= STATEMENT_CACHE_SIZE) cache.clear();
      cache.set(text, made);
      return made;
    },
  };
  return new SqliteDialect({ database: adapter });
}

function statement(prepared: StatementSync): SqliteStatement {
  return {
    reader: prepared.columns().length > 0,
    all: (parameters) => prepared.all(...values(parameters)),
    run: (parameters) => prepared.run(...values(parameters)),
    iterate: (parameters) => prepared.iterate(...values(parameters)),
  };
}

/** Kysely compiles to the types that SQLite takes; its interface only says `unknown`. */
function values(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters as SQLInputValue[];
}
