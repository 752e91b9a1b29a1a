import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';

/** Statements are few and repeated; preparing costs more than running the short ones. */
const CACHE_SIZE = 500;

/** A prepared statement, and whether it gives rows. */
export interface SqliteStatement {
  readonly prepared: StatementSync;
  readonly givesRows: boolean;
}

/** The prepared statements of one connection. */
export class SqliteStatements {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, SqliteStatement>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  get inTransaction(): boolean {
    return this.#database.isTransaction;
  }

  prepare(sql: string): SqliteStatement {
    const known = this.#prepared.get(sql);
    if (known) return known;
    const prepared = this.#database.prepare(sql);
    const made = { prepared, givesRows: prepared.columns().length > 0 };
    if (this.#prepared.size >= CACHE_SIZE) this.#prepared.clear();
    this.#prepared.set(sql, made);
    return made;
  }

  run(sql: string): void {
    this.prepare(sql).prepared.run();
  }

  close(): void {
    this.#prepared.clear();
    this.#database.close();
  }
}

/** Kysely compiles to the types that SQLite takes; its interface only says `unknown`. */
export function inputValues(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters as SQLInputValue[];
}
