import type { GroupFlush } from './group-flush.ts';
import type { SqliteStatements } from './sqlite-statements.ts';

/** Transactions that are committed together, and told of it together. */
export class CommitGroup {
  readonly #flush: GroupFlush;
  readonly #durable = Promise.withResolvers<void>();
  /** Those that are done, and wait for the commit. */
  members = 1;

  constructor(flush: GroupFlush) {
    this.#flush = flush;
    // Those who wait for it are told.
    this.#durable.promise.catch(() => undefined);
  }

  /** Rejects when it was taken back, or cannot be made durable. */
  get durable(): Promise<void> {
    return this.#durable.promise;
  }

  /** Ends the transaction of the group. */
  commit(statements: SqliteStatements): void {
    try {
      statements.run('commit');
    } catch (error) {
      if (statements.inTransaction) statements.run('rollback');
      this.fail(error);
      return;
    }
    this.#durable.resolve(this.#flush.flush());
  }

  /** What they did was taken back. */
  fail(error: unknown): void {
    this.#durable.reject(error);
  }
}
