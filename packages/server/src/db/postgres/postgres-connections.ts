import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { Pool, types, type ClientConfig, type PoolClient } from 'pg';
import { isConnectionFailure, toIngotError } from './postgres-failures.ts';

export interface PostgresOptions {
  /** https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING; what it leaves out, PG… variables say. */
  readonly url: string;
  /** At a time, beside one that listens. */
  readonly connections: number;
  /** Statements may take as long as they need. */
  readonly patient?: boolean;
}

/** Milliseconds; all of these are far beyond what we take. */
const CONNECT_TIMEOUT = 10_000;
const STATEMENT_TIMEOUT = 60_000;
const TIMEOUTS = {
  statement_timeout: STATEMENT_TIMEOUT,
  // Nobody tells when the server's machine lost its power; then the answer is not waited for any longer.
  query_timeout: STATEMENT_TIMEOUT + 5000,
  // A process that hangs within a transaction holds its locks no longer than this.
  idle_in_transaction_session_timeout: 30_000,
} as const satisfies ClientConfig;

/** Numbers that a `bigint` column or a sum of them holds: sizes and times, all below 2^53. */
const AS_NUMBERS: ReadonlySet<number> = new Set([types.builtins.INT8, types.builtins.NUMERIC]);

/** What the connections of a service are called on the server. */
export const SERVICE_NAME = 'ingot';

/** How every connection of a process is made. */
export function connectionConfig(url: string): ClientConfig {
  return {
    connectionString: url,
    application_name: SERVICE_NAME,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    keepAlive: true,
    types: {
      getTypeParser: (type, format) => (AS_NUMBERS.has(type) ? Number : types.getTypeParser(type, format)),
    },
  };
}

/** A pool whose failures are ours, and which drops a connection that failed. */
export function postgresConnections({ url, connections, patient = false }: PostgresOptions): PostgresPool {
  const pool = new Pool({ ...connectionConfig(url), ...(patient ? {} : TIMEOUTS), max: connections });
  // A connection was lost. If it was idle, the pool has dropped it already; if not, its query fails. Without listeners
  // the process would end.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return {
    options: pool.options,
    connect: async () => {
      try {
        return lendable(await pool.connect());
      } catch (error) {
        throw toIngotError(error);
      }
    },
    end: () => pool.end(),
  };
}

/** The client as kysely uses it: one `query`, and `release` at the end. */
function lendable(client: PoolClient): PostgresPoolClient {
  let broken = false;
  // Our own type parsers see to what comes back; kysely types it.
  const query = async (text: string, parameters: readonly unknown[]): Promise<unknown> => {
    try {
      return await client.query(text, [...parameters]);
    } catch (error) {
      broken ||= isConnectionFailure(error);
      throw toIngotError(error);
    }
  };
  return {
    query: query as PostgresPoolClient['query'],
    release: () => client.release(broken),
  };
}
