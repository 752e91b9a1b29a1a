import {
  type CompiledQuery,
  DeleteQueryNode,
  InsertQueryNode,
  RawNode,
  SelectQueryNode,
  UpdateQueryNode,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
} from 'kysely';
import { setImmediate as turnEnd } from 'node:timers/promises';
import { CommitGroup } from './commit-group.ts';
import type { GroupFlush } from './group-flush.ts';
import { inputValues, type SqliteStatement, type SqliteStatements } from './sqlite-statements.ts';
import { Turns } from './turns.ts';

/** Of a group; with more of them the first would wait for longer than they gain. */
const MOST_MEMBERS = 64;

/**
 * One connection, lent to one user at a time: to each transaction from its `begin` to its `commit`.
 *
 * Transactions that come in the same turn of the event loop, or in turns that follow each other, are committed together, each
 * a savepoint of one transaction: a commit writes every page that was changed, and most are pages that the others changed as
 * well. Whoever only reads has what
 * was committed, so he ends the group. A constraint that is deferred to the commit would fail all of it; there is none. A
 * commit is told of once it is durable; while it becomes so the connection is lent to the next, so that many commits share
 * one flush.
 *
 * What was committed may be read before it is durable. Whoever decides by it writes his decision into the same log, behind
 * it, and waits for his own flush.
 */
export class SqliteDriver implements Driver {
  readonly #statements: SqliteStatements;
  readonly #flush: GroupFlush | null;
  readonly #turns = new Turns();
  readonly #connection: DatabaseConnection;
  /** What is done and not committed yet. */
  #group: CommitGroup | null = null;
  /** The transaction under way, and whether it has changed anything. */
  #inside: 'no' | 'unchanged' | 'changed' = 'no';
  #isClosed = false;

  /** @param flush of the log; null where nothing can be durable (in memory) or SQLite sees to it; then nothing is grouped */
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
    if (this.#isClosed) throw new Error('the database is closed');
    await this.#turns.take();
    return this.#connection;
  }

  async releaseConnection(): Promise<void> {
    this.#turns.end();
  }

  async beginTransaction(): Promise<void> {
    if (this.#group) this.#statements.run('savepoint member');
    else this.#begin();
    this.#inside = 'unchanged';
  }

  async commitTransaction(): Promise<void> {
    const flush = this.#inside === 'changed' ? this.#flush : null;
    if (this.#group) this.#statements.run('release member');
    else if (!flush) this.#statements.run('commit');
    this.#inside = 'no';
    if (flush) await this.#committed(flush);
    else this.#commitGroup();
  }

  async rollbackTransaction(): Promise<void> {
    // What failed as it was committed is taken back already, and others may be at work.
    if (this.#inside === 'no') return;
    this.#inside = 'no';
    // Some failures end the transaction by themselves (https://www.sqlite.org/lang_transaction.html#rollback).
    if (!this.#statements.inTransaction) return;
    if (this.#group) {
      this.#statements.run('rollback to member');
      this.#statements.run('release member');
    } else this.#statements.run('rollback');
  }

  async destroy(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#turns.take();
    this.#commitGroup();
    await this.#flush?.close();
    this.#statements.close();
  }

  async #execute<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const statement = this.#statements.prepare(query.sql);
    const reads = statement.givesRows && (SelectQueryNode.is(query.query) || RawNode.is(query.query));
    if (this.#inside !== 'no') {
      if (!reads) this.#inside = 'changed';
      return this.#run(statement, query);
    }
    if (!reads && this.#flush && isChange(query)) {
      if (!this.#group) this.#begin();
      const result = this.#run<Row>(statement, query);
      await this.#committed(this.#flush);
      return result;
    }
    this.#commitGroup();
    const result = this.#run<Row>(statement, query);
    if (!reads && this.#flush) await this.#lent(this.#flush.flush());
    return result;
  }

  /** What fails has changed nothing; what SQLite then takes back altogether is lost to all of the group. */
  #run<Row>({ prepared, givesRows }: SqliteStatement, { parameters }: CompiledQuery): QueryResult<Row> {
    const values = inputValues(parameters);
    try {
      return givesRows ? { rows: prepared.all(...values) as Row[] } : changes(prepared.run(...values));
    } catch (error) {
      if (this.#group && !this.#statements.inTransaction) this.#endGroup()?.fail(error);
      else if (!this.#group && this.#inside === 'no' && this.#statements.inTransaction)
        this.#statements.run('rollback');
      throw error;
    }
  }

  /**
   * `immediate`, so that a transaction that reads first cannot fail at its first write. Savepoints keep what pages were
   * before where temporary tables are kept at this moment; in memory that costs nearly nothing.
   */
  #begin(): void {
    this.#statements.run('pragma temp_store=memory');
    try {
      this.#statements.run('begin immediate');
    } finally {
      this.#statements.run('pragma temp_store=default');
    }
  }

  /** Resolves when what was done is committed, with all that comes until a turn of the event loop brings no more, and durable. */
  async #committed(flush: GroupFlush): Promise<void> {
    if (!this.#group) {
      const group = new CommitGroup(flush);
      this.#group = group;
      void this.#commitSoon(group);
    } else this.#group.members += 1;
    await this.#lent(this.#group.durable);
  }

  async #commitSoon(group: CommitGroup): Promise<void> {
    let before: number;
    do {
      before = group.members;
      await turnEnd();
    } while (group.members > before && group.members < MOST_MEMBERS);
    await this.#turns.take();
    if (this.#group === group) this.#commitGroup();
    this.#turns.end();
  }

  #commitGroup(): void {
    this.#endGroup()?.commit(this.#statements);
  }

  #endGroup(): CommitGroup | null {
    const group = this.#group;
    this.#group = null;
    return group;
  }

  /** Others may use the connection meanwhile; afterwards it is the caller's again. */
  async #lent(until: Promise<void>): Promise<void> {
    this.#turns.end();
    try {
      await until;
    } finally {
      await this.#turns.take();
    }
  }
}

/** Whether it may be done within a transaction of others, and fails alone. */
function isChange({ query }: CompiledQuery): boolean {
  return InsertQueryNode.is(query) || UpdateQueryNode.is(query) || DeleteQueryNode.is(query);
}

function changes({ changes: rows }: { readonly changes: number | bigint }): { numAffectedRows: bigint; rows: [] } {
  return { numAffectedRows: BigInt(rows), rows: [] };
}
