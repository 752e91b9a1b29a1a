import {
  DefaultConnectionProvider,
  DefaultQueryExecutor,
  Kysely,
  Transaction,
  type CompiledQuery,
  type ConnectionProvider,
  type QueryResult,
} from 'kysely';
import type { SqliteDialect } from './sqlite-dialect.ts';

export interface SqliteKysely {
  readonly kysely: Kysely<never>;
  /** All of `work` or nothing; what is asked of its transaction afterwards is refused. */
  readonly transaction: <Tables, Result>(work: (tx: Transaction<Tables>) => Promise<Result>) => Promise<Result>;
}

/**
 * Kysely and its transactions, straight to the driver: what stands between them by default, for connections to a server
 * and for statements that are given up, takes longer than SQLite takes to run a short statement.
 */
export function sqliteKysely(dialect: SqliteDialect): SqliteKysely {
  const driver = dialect.createDriver();
  const compiler = dialect.createQueryCompiler();
  const adapter = dialect.createAdapter();
  const connections = new DefaultConnectionProvider(driver);
  const over = (provider: ConnectionProvider) => ({
    config: { dialect },
    dialect,
    driver,
    executor: new StraightExecutor(compiler, adapter, provider),
  });
  return {
    kysely: new Kysely<never>(over(connections)),
    transaction: <Tables, Result>(work: (tx: Transaction<Tables>) => Promise<Result>) =>
      connections.provideConnection(async (connection) => {
        let isOver = false;
        const transaction = new Transaction<Tables>(
          over({
            provideConnection: async (consumer) => {
              if (isOver) throw new Error('the transaction is over');
              return consumer(connection);
            },
          }),
        );
        await driver.beginTransaction(connection, {});
        try {
          const result = await work(transaction);
          isOver = true;
          await driver.commitTransaction(connection);
          return result;
        } catch (error) {
          isOver = true;
          await driver.rollbackTransaction(connection);
          throw error;
        }
      }),
  };
}

class StraightExecutor extends DefaultQueryExecutor {
  override executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return this.provideConnection((connection) => connection.executeQuery<Row>(query));
  }
}
