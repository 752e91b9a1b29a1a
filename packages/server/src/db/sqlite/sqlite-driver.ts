import {
  type CompiledQuery,
  RawNode,
  SelectQueryNode,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
} from 'kysely';
import type { GroupFlush } from './group-flush.ts';
import { inputValues, type SqliteStatements } from './sqlite-statements.ts';
import { Turns } from './turns.ts';

/**
 * One connection, lent to one user at a time: to each transaction from its `begin` to its `commit`. A commit is told of
 * once it is durable; while it becomes so the connection is lent to the next, so that many commits share one flush.
 *
 * What was committed may be read before it is durable. Whoever decides by it writes his decision into the same log, behind
 * it, and waits for his own flush.
 */
export class SqliteDriver implements Driver {
  readonly #statements: SqliteStatements;
  readonly #flush: GroupFlush | null;
  readonly #turns = new Turns();
  readonly #connection: DatabaseConnection;
  /** Whether the transaction under way has changed anything. */
  #changed = false;

  /** @param flush of the log; null where nothing can be durable (in memory) or SQLite sees to it */
  constructor(statements: SqliteStatements, flush: GroupFlush | null) {
    this.#statements = statements;
    this.#flush = flush;
    this.#connection = {
      executeQuery: (query) => this.#execute(query),
      streamQuery: () => {
        throw new Error('queries are not streamed: read page by page');
      },
    };
  }

  async init(): Promise<void> {
    // The connection is there already.
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    await this.#turns.take();
    return this.#connection;
  }

  async releaseConnection(): Promise<void> {
    this.#turns.end();
  }

  /** `immediate`, so that a transaction that reads first cannot fail at its first write. */
  async beginTransaction(): Promise<void> {
    this.#statements.run('begin immediate');
    this.#changed = false;
  }

  async commitTransaction(): Promise<void> {
    this.#statements.run('commit');
    if (this.#changed) await this.#makeDurable();
  }

  async rollbackTransaction(): Promise<void> {
    // Some failures end the transaction by themselves (https://www.sqlite.org/lang_transaction.html#rollback).
    if (this.#statements.inTransaction) this.#statements.run('rollback');
  }

  async destroy(): Promise<void> {
    await this.#turns.take();
    await this.#flush?.close();
    this.#statements.close();
  }

  async #execute<Row>({ sql, parameters, query }: CompiledQuery): Promise<QueryResult<Row>> {
    const { prepared, givesRows } = this.#statements.prepare(sql);
    const values = inputValues(parameters);
    if (givesRows && (SelectQueryNode.is(query) || RawNode.is(query))) {
      return { rows: prepared.all(...values) as Row[] };
    }
    const result = givesRows ? { rows: prepared.all(...values) as Row[] } : changes(prepared.run(...values));
    if (this.#statements.inTransaction) this.#changed = true;
    else await this.#makeDurable();
    return result;
  }

  /** Others may use the connection meanwhile; afterwards it is the caller's again. */
  async #makeDurable(): Promise<void> {
    if (!this.#flush) return;
    this.#turns.end();
    try {
      await this.#flush.flush();
    } finally {
      await this.#turns.take();
    }
  }
}

function changes({ changes: rows }: { readonly changes: number | bigint }): { numAffectedRows: bigint; rows: [] } {
  return { numAffectedRows: BigInt(rows), rows: [] };
}
