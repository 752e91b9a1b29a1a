import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { startDaemon, type Daemon } from '../daemon.ts';
import { freePort } from '../free-port.ts';
import { run } from '../run.ts';

/** A real Keystone, Debian's, on a database of its own. */
export interface Keystone {
  /** Such as `http://127.0.0.1:20123/v3`. */
  readonly url: string;
  /** The `OS_…` variables of the administrator that it begins with. */
  readonly administrator: Readonly<Record<string, string>>;
  /** Sends JSON as the administrator and returns the parsed answer. @param target such as `/projects`. */
  ask(method: string, target: string, body?: object): Promise<Record<string, unknown>>;
  /** Ends the process; the data stays. */
  stop(): Promise<void>;
  /** Starts it again, at the same address. */
  restart(): Promise<void>;
}

const DATABASE = 'keystone.db';
const PASSWORD = 'administrator-of-keystone';
/** Milliseconds that Python may take to load it on a busy machine. */
const START_DEADLINE = 120_000;

/** Makes a Keystone in `directory`, which has to exist, and starts it on a free port; takes some seconds. */
export async function startKeystone(directory: string): Promise<Keystone> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/v3`;
  const configuration = path.join(directory, 'keystone.conf');
  await writeFile(configuration, configurationOf(directory));
  for (const keys of ['fernet-keys', 'credential-keys']) await writeKeys(path.join(directory, keys));
  const environment = { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', OS_KEYSTONE_CONFIG_FILES: configuration };
  const manage = (...args: string[]): Promise<string> =>
    run('/usr/bin/keystone-manage', ['--config-file', configuration, ...args], environment);
  await manage('db_sync');
  letReadersAndWritersIn(path.join(directory, DATABASE));
  const addresses = ['public', 'internal', 'admin'].flatMap((kind) => [`--bootstrap-${kind}-url`, url]);
  await manage('bootstrap', '--bootstrap-password', PASSWORD, '--bootstrap-region-id', 'RegionOne', ...addresses);

  let daemon = await serve(port, environment, url);
  let token: string | null = null;
  return {
    url,
    administrator: {
      OS_AUTH_URL: url,
      OS_USERNAME: 'admin',
      OS_PASSWORD: PASSWORD,
      OS_PROJECT_NAME: 'admin',
      OS_USER_DOMAIN_NAME: 'Default',
      OS_PROJECT_DOMAIN_NAME: 'Default',
      OS_IDENTITY_API_VERSION: '3',
      OS_REGION_NAME: 'RegionOne',
    },
    ask: async (method, target, body) => {
      token ??= await signIn(url);
      const answer = await fetch(`${url}${target}`, {
        method,
        headers: { 'X-Auth-Token': token, 'Content-Type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${method} ${target}: ${answer.status} ${text}`);
      return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
    },
    stop: () => daemon.kill(),
    restart: async () => {
      daemon = await serve(port, environment, url);
    },
  };
}

function configurationOf(directory: string): string {
  const keys = (name: string): string => `key_repository = ${path.join(directory, name)}`;
  return [
    '[database]',
    `connection = sqlite:///${path.join(directory, DATABASE)}`,
    '[fernet_tokens]',
    keys('fernet-keys'),
    '[fernet_receipts]',
    keys('fernet-keys'),
    '[credential]',
    keys('credential-keys'),
    '[identity]',
    // The cheapest that bcrypt has: what is tested is not how long it takes.
    'password_hash_rounds = 4',
    '',
  ].join('\n');
}

/** Keystone reads for as long as it likes, which would keep its other process from writing. The file remembers it. */
function letReadersAndWritersIn(file: string): void {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = WAL');
  database.close();
}

/** What `keystone-manage fernet_setup` makes, without its second of Python: a key that seals and one for later. */
async function writeKeys(directory: string): Promise<void> {
  await mkdir(directory, { mode: 0o700 });
  for (const name of ['0', '1']) {
    const key = randomBytes(32).toString('base64').replaceAll('+', '-').replaceAll('/', '_');
    await writeFile(path.join(directory, name), key, { mode: 0o600 });
  }
}

/** Resolves when it answers. */
async function serve(port: number, environment: NodeJS.ProcessEnv, url: string): Promise<Daemon> {
  const program = ['--plugins', 'python3', '--wsgi-file', '/usr/bin/keystone-wsgi-public', '--need-app'];
  // No threads: SQLite's connections belong to the one that opened them.
  const workers = ['--master', '--processes', '2', '--no-orphans', '--buffer-size', '16384'];
  const listen = ['--http-socket', `127.0.0.1:${port}`, '--add-header', 'Connection: close', '--disable-logging'];
  const daemon = startDaemon('/usr/bin/uwsgi_python3', [...program, ...workers, ...listen], environment);
  const deadline = performance.now() + START_DEADLINE;
  while (!(await answers(url))) {
    if (daemon.failure) throw daemon.failure;
    if (performance.now() > deadline) throw new Error(`Keystone does not answer at ${url}`);
    await delay(50);
  }
  return daemon;
}

async function answers(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url);
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    // Nobody listens yet.
    return false;
  }
}

async function signIn(url: string): Promise<string> {
  const user = { name: 'admin', domain: { id: 'default' }, password: PASSWORD };
  const scope = { project: { name: 'admin', domain: { id: 'default' } } };
  const answer = await fetch(`${url}/auth/tokens`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ auth: { identity: { methods: ['password'], password: { user } }, scope } }),
  });
  const token = answer.headers.get('X-Subject-Token');
  if (token === null) throw new Error(`The administrator cannot sign in: ${answer.status} ${await answer.text()}`);
  return token;
}
