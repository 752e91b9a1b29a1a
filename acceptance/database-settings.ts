import { postgresAt } from '@ingot/judges';

/** The database of each data directory, so that a service that starts again finds its records. */
const databases = new Map<string, Promise<string>>();

/**
 * Settings that have a service keep its records in a PostgreSQL, where the whole run is to:
 *
 *     INGOT_TEST_DATABASE=postgres node packages/judges/src/postgres/with-postgres.ts node --test acceptance/tempest.test.ts
 */
export async function databaseSettings(data: string, settings: readonly string[]): Promise<string[]> {
  const server = process.env['INGOT_TEST_POSTGRES'];
  const wanted = process.env['INGOT_TEST_DATABASE'] === 'postgres' && !settings.includes('--database.url');
  if (!wanted || server === undefined) return [];
  const database = databases.get(data) ?? postgresAt(server).newDatabase();
  databases.set(data, database);
  return ['--database.url', await database];
}
