import { ConfigError, type Config } from './config/index.ts';
import { openPostgres, openSqlite, whyPostgresIsUnusable, type Database } from './db/index.ts';

/**
 * Opens the database that the configuration names, and makes sure that it can be used.
 *
 * @param file of an SQLite database.
 * @throws ConfigError that says why it cannot.
 */
export async function openDatabase(config: Config, file: string): Promise<Database> {
  const url = config['database.url'];
  if (url === 'sqlite') return openSqlite(file);
  if (!URL.canParse(url))
    throw new ConfigError('database.url is not an address: write special characters as %40 and so on.');
  const database = openPostgres({ url, connections: config['database.connections'] });
  const reason = await whyPostgresIsUnusable(database);
  if (reason === null) return database;
  await database.close();
  throw new ConfigError(`database.url is "${withoutPassword(url)}", but ${reason.sentence}`, { cause: reason.cause });
}

function withoutPassword(address: string): string {
  const url = new URL(address);
  if (url.password !== '') url.password = '***';
  if (url.searchParams.has('password')) url.searchParams.set('password', '***');
  return url.href;
}
