/**
 * A real PostgreSQL of Debian's, on this machine alone, in a directory of its own, in a second. It can be stopped and
 * started as a network or a machine may stop it; what was committed stays.
 */
import { globSync } from 'node:fs';
import { appendFile, chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startDaemon, type Daemon } from '../daemon.ts';
import { freePort } from '../free-port.ts';
import { run } from '../run.ts';
import { ask, postgresAt, type PostgresServer } from './postgres-server.ts';
import { unprivileged } from './unprivileged.ts';

export interface Postgres extends PostgresServer {
  /** It is gone, and every connection with it. */
  kill(): Promise<void>;
  /** Starts it again, at the same address; resolves when it answers. */
  restart(): Promise<void>;
}

/** The only one who needs no password; who is tested with one is made by the test. */
const SUPERUSER = 'judge';

/** Faster, and wrong for anything that is to survive the machine; parallel tests open many connections. */
const SETTINGS = { fsync: 'off', full_page_writes: 'off', max_connections: '300', max_wal_senders: '0' };

/** @throws with the words of the program that failed. */
export async function startPostgres(): Promise<Postgres> {
  const programs = installed();
  const user = await unprivileged();
  const root = await mkdtemp(path.join(tmpdir(), 'ingot-postgres-'));
  if (user) await chown(root, user.uid, user.gid);
  const prefix = user ? ['--reuid', `${user.uid}`, '--regid', `${user.gid}`, '--clear-groups'] : [];
  const environment = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C.UTF-8' };
  const data = path.join(root, 'data');
  const port = await freePort();
  const url = `postgres://${SUPERUSER}@127.0.0.1:${port}/postgres`;

  const startServer = async (): Promise<Daemon> => {
    const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const place = ['-D', data, '-h', '127.0.0.1', '-p', `${port}`, '-k', root];
    const started = startDaemon(path.join(programs, 'postgres'), [...place, ...settings], environment, prefix);
    await answers(url, started);
    return started;
  };
  let server: Daemon | null = null;
  const kill = async (): Promise<void> => {
    // "Immediate shutdown": all its processes abort, and it waits for them.
    await server?.kill('SIGQUIT');
    server = null;
  };
  const stop = async (): Promise<void> => {
    await kill();
    await rm(root, { recursive: true });
  };
  try {
    const cluster = ['-D', data, '--no-sync', '--encoding=UTF8', '--locale=C.UTF-8', `--username=${SUPERUSER}`];
    const auth = ['--auth-local=trust', '--auth-host=scram-sha-256'];
    await run('/usr/bin/setpriv', [...prefix, path.join(programs, 'initdb'), ...cluster, ...auth], environment);
    const access = path.join(data, 'pg_hba.conf');
    await rm(access);
    await appendFile(access, `host all ${SUPERUSER} 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n`);
    if (user) await chown(access, user.uid, user.gid);
    server = await startServer();
  } catch (error) {
    await stop();
    throw error;
  }

  return {
    ...postgresAt(url),
    kill,
    restart: async () => {
      server = await startServer();
    },
    stop,
  };
}

/** Debian keeps several versions apart, and none of them on the path. */
function installed(): string {
  const found = globSync('/usr/lib/postgresql/*/bin').toSorted((a, b) => versionOf(a) - versionOf(b));
  const newest = found.at(-1);
  if (newest === undefined) throw new Error('There is no /usr/lib/postgresql/*/bin; install the package postgresql.');
  return newest;
}

function versionOf(programs: string): number {
  return Number(programs.split('/').at(-2));
}

/** Resolves when the server answers. It tells nobody, so it is asked again and again. */
async function answers(url: string, server: Daemon): Promise<void> {
  for (;;) {
    try {
      await ask(url, 'select 1');
      return;
    } catch (error) {
      if (server.failure !== null) throw new Error(server.failure.message, { cause: error });
      if (!(error instanceof Error && 'code' in error)) throw error;
      await delay(20);
    }
  }
}
