import type { Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';

/**
 * Named steps that bring a database to the shape that the code expects. Names sort in the order of application
 * (`0001-identity`, `0002-images`, …) and are never changed once released.
 */
export type Migrations = Readonly<Record<string, Migration>>;

/**
 * Applies what is missing, in order of name.
 *
 * @returns the names that were applied now.
 * @throws the error of the step that failed; SQLite and PostgreSQL roll that step back.
 */
export async function migrate(kysely: Kysely<never>, migrations: readonly Migrations[]): Promise<string[]> {
  const all: Record<string, Migration> = {};
  for (const group of migrations) {
    for (const [name, migration] of Object.entries(group)) {
      if (all[name]) throw new Error(`two migrations are named ${name}`);
      all[name] = migration;
    }
  }
  const migrator = new Migrator({ db: kysely, provider: { getMigrations: () => Promise.resolve(all) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error) throw error instanceof Error ? error : new Error('a migration failed', { cause: error });
  return (results ?? []).map((result) => result.migrationName);
}
