import { randomUUID } from 'node:crypto';
import { Client } from 'pg';

/** A PostgreSQL that runs somewhere. */
export interface PostgresServer {
  /** Of the maintenance database, as its superuser, without a password. */
  readonly url: string;
  /** Makes an empty database and gives its address. */
  newDatabase(): Promise<string>;
  /** Removes it, whoever is connected. */
  dropDatabase(url: string): Promise<void>;
  /** What an administrator would type. @param url of a database; the maintenance database's unless given. */
  query(text: string, url?: string): Promise<Record<string, unknown>[]>;
  /** Ends what was begun: a server that was started is stopped and leaves nothing. */
  stop(): Promise<void>;
}

/** A server that somebody else started and stops. */
export function postgresAt(url: string): PostgresServer {
  const query = (text: string, at = url): Promise<Record<string, unknown>[]> => ask(at, text);
  return {
    url,
    newDatabase: async () => {
      const name = `test_${randomUUID().replaceAll('-', '')}`;
      await query(`create database ${name} template template0`);
      const address = new URL(url);
      address.pathname = name;
      return address.href;
    },
    dropDatabase: async (database) => {
      await query(`drop database ${nameIn(database)} with (force)`);
    },
    query,
    stop: () => Promise.resolve(),
  };
}

function nameIn(url: string): string {
  return new URL(url).pathname.slice(1);
}

/** One connection, one query. */
export async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client(url);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(text);
    return rows;
  } finally {
    await client.end();
  }
}
