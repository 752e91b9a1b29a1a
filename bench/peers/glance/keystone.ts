import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import path from 'node:path';
import { run } from '../../../acceptance/program.ts';
import type { Account } from '../../cloud.ts';
import { startDaemon, type Daemon } from './daemon.ts';
import { configFile } from './config-file.ts';

export interface Keystone {
  readonly daemon: Daemon;
  /** Ends in `/v3`. */
  readonly authUrl: string;
  readonly administrator: Account;
}

export interface KeystoneOptions {
  readonly home: string;
  readonly port: number;
  /** For SQLAlchemy. */
  readonly database: string;
  /** Address and port. */
  readonly memcached: string;
}

export const REGION = 'RegionOne';

/** As many processes and threads as the configuration file of Debian's package has. */
const PROCESSES = cpus().length * 2;
const THREADS = 8;

/** Keystone under uwsgi, as Debian runs it, with an administrator. */
export async function startKeystone({ home, port, database, memcached }: KeystoneOptions): Promise<Keystone> {
  const directory = path.join(home, 'keystone');
  await mkdir(directory);
  const authUrl = `http://127.0.0.1:${port}/v3`;
  const administrator = { user: 'admin', password: 'bench-0b7e5f', project: 'admin' };
  const config = path.join(directory, 'keystone.conf');
  await writeFile(
    config,
    configFile({
      DEFAULT: { use_stderr: 'true' },
      database: { connection: database },
      cache: { enabled: 'true', backend: 'dogpile.cache.memcached', memcache_servers: memcached },
      token: { provider: 'fernet', expiration: '14400' },
      fernet_tokens: { key_repository: path.join(directory, 'fernet-keys') },
      fernet_receipts: { key_repository: path.join(directory, 'fernet-keys') },
      credential: { key_repository: path.join(directory, 'credential-keys') },
    }),
  );
  const manage = (...args: string[]): Promise<string> =>
    run('keystone-manage', ['--config-file', config, ...args], { directory });
  await manage('db_sync');
  const owner = ['--keystone-user', 'root', '--keystone-group', 'root'];
  await manage('fernet_setup', ...owner);
  await manage('credential_setup', ...owner);
  const urls = ['admin', 'internal', 'public'].flatMap((one) => [`--bootstrap-${one}-url`, authUrl]);
  const { password } = administrator;
  await manage('bootstrap', '--bootstrap-password', password, '--bootstrap-region-id', REGION, ...urls);
  const daemon = await startDaemon('keystone', {
    command: [
      'uwsgi_python3',
      '--plugins=python3',
      '--master',
      '--lazy-apps',
      '--enable-threads',
      '--thunder-lock',
      '--die-on-term',
      '--buffer-size=65535',
      '--add-header=Connection: close',
      `--processes=${PROCESSES}`,
      `--threads=${THREADS}`,
      '--listen=100',
      '--disable-logging',
      `--http-socket=127.0.0.1:${port}`,
      '--wsgi-file=/usr/bin/keystone-wsgi-public',
    ],
    directory,
    environment: { OS_KEYSTONE_CONFIG_FILES: config },
    port,
  });
  return { daemon, authUrl, administrator };
}
