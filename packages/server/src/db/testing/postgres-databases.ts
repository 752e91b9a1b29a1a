import { after } from 'node:test';
import { postgresAt, startPostgres, type PostgresServer } from '@ingot/judges';
import type { Migrations } from '../migrations.ts';
import { openPostgres } from '../postgres/postgres-database.ts';

/**
 * To make a database and its tables takes PostgreSQL a hundred times as long as to empty them, so a test gives its
 * database back, and the next one finds it as the migrations left it.
 */
export interface LentDatabase {
  readonly url: string;
  /** When nobody is connected any more. */
  readonly giveBack: () => Promise<void>;
}

interface Prepared {
  readonly url: string;
  /** Brings it back to what the migrations made. */
  readonly reset: string;
}

/** Databases that nobody uses at the moment, by the names of their migrations. */
const idle = new Map<string, Prepared[]>();

export async function lendPostgresDatabase(migrations: readonly Migrations[]): Promise<LentDatabase> {
  const server = await postgres();
  const kind = migrations.flatMap((group) => Object.keys(group)).join(' ');
  const prepared = idle.get(kind)?.pop() ?? (await prepare(server, migrations));
  return {
    url: prepared.url,
    giveBack: async () => {
      await server.query(prepared.reset, prepared.url);
      idle.set(kind, [...(idle.get(kind) ?? []), prepared]);
    },
  };
}

/** A database without tables. */
export async function emptyPostgresDatabase(): Promise<{ readonly url: string; remove(): Promise<void> }> {
  const server = await postgres();
  const url = await server.newDatabase();
  return { url, remove: () => server.dropDatabase(url) };
}

async function prepare(server: PostgresServer, migrations: readonly Migrations[]): Promise<Prepared> {
  const url = await server.newDatabase();
  const database = openPostgres({ url, connections: 1 });
  await database.migrate(migrations);
  await database.close();
  const tables = await server.query(`select tablename as name from pg_tables where schemaname = 'public'`, url);
  const reset = ['set session_replication_role = replica'];
  await server.query('create schema original', url);
  for (const { name } of tables) {
    await server.query(`create table original.${String(name)} as table public.${String(name)}`, url);
    reset.push(`delete from public.${String(name)}`);
    reset.push(`insert into public.${String(name)} select * from original.${String(name)}`);
  }
  return { url, reset: reset.join('; ') };
}

let started: Promise<PostgresServer> | null = null;

/** The server of the whole run, or one for this process, started when it is first asked for. */
function postgres(): Promise<PostgresServer> {
  const url = process.env['INGOT_TEST_POSTGRES'];
  started ??= url === undefined ? startPostgres() : Promise.resolve(postgresAt(url));
  return started;
}

after(async () => {
  const server = await started;
  for (const { url } of [...idle.values()].flat()) await server?.dropDatabase(url);
  await server?.stop();
});
