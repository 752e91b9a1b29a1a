import { Client } from 'pg';
import { connectionConfig, SERVICE_NAME } from './postgres-connections.ts';

/**
 * How many connections services have to a database. A service that is alive has one at least, on which it listens; the
 * one that asks is not counted.
 *
 * @throws the driver's error when the server cannot be asked.
 */
export async function countServiceSessions(url: string): Promise<number> {
  const client = new Client({ ...connectionConfig(url), application_name: `${SERVICE_NAME} maintenance` });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: number }>(
      'select count(*) as count from pg_stat_activity where datname = current_database() and application_name = $1',
      [SERVICE_NAME],
    );
    return rows[0]?.count ?? 0;
  } finally {
    await client.end();
  }
}
