import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { createApp, type App } from './app.ts';
import { ConfigError, type Config } from './config/index.ts';
import { randomPassword } from './credentials.ts';
import {
  lockDirectory,
  openDataDirectory,
  readWrittenPassword,
  writeClientFiles,
  type DataDirectory,
} from './data-directory/index.ts';
import { openServiceLog } from './service-log.ts';
import { VERSION } from './version.ts';

/** The service of one process, started. */
export interface Service {
  /** What the person at the terminal is told. */
  readonly greeting: string;
  /** Takes no more requests, lets those under way finish for a while, ends background work, closes everything. */
  stop(reason: string): Promise<void>;
}

/** The name of the administrator, and of his project, that the identity's bootstrap creates. */
const ADMINISTRATOR = 'admin';

/**
 * Starts everything: directory, database, store, background work, and the HTTP server last, so that whoever can connect
 * is served.
 *
 * @throws ConfigError when the directory or the port cannot be had, or an external Keystone refuses us.
 */
export async function startService(config: Config): Promise<Service> {
  const directory = await openDataDirectory(config.data);
  const lock = lockDirectory(directory.lock);
  if (!lock) {
    throw new ConfigError(`data is "${directory.root}", but another Ingot process uses that directory; stop it first.`);
  }
  // Standard output is for people and scripts that wait for the greeting; the log goes to standard error.
  const logger = openServiceLog(config['log.level']);
  const app = await createApp({ config, directory, logger, version: VERSION });
  const stop = async (): Promise<void> => {
    await app.stop();
    lock.release();
    await flush(logger);
  };
  try {
    const password = randomPassword();
    const { created } = await app.bootstrap({ adminPassword: password });
    await app.startWork();
    const port = await listen(app.http, config);
    const address = `http://${reachableHost(config.host)}:${port}`;
    const base = config['public-url'] === 'auto' ? address : config['public-url'];
    const next =
      app.keystoneUrl === null
        ? await giveAccess(directory, config, base, created ? password : null)
        : await pointToKeystone(directory, config, app.keystoneUrl);
    logger.info({ address, data: directory.root, version: VERSION }, 'serving');
    return {
      greeting: `Ingot is ready at ${base}\n${next}\n\n`,
      stop: (reason) => {
        logger.info({ reason }, 'stopping');
        return stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function listen(http: App['http'], config: Config): Promise<number> {
  try {
    await http.listen({ host: config.host, port: config.port });
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    const problems: Record<string, string> = {
      EADDRINUSE: `port is "${config.port}", but another program listens there; take another with --port.`,
      EACCES: `port is "${config.port}", but this user may not listen there; take one above 1023 with --port.`,
      EADDRNOTAVAIL: `host is "${config.host}", but this machine has no such address.`,
      ENOTFOUND: `host is "${config.host}", but no address belongs to that name.`,
    };
    const problem = problems[String(error.code)];
    if (problem === undefined) throw error;
    throw new ConfigError(problem, { cause: error });
  }
  return (http.server.address() as AddressInfo).port;
}

/** Somebody on this machine can connect to every address by the loopback one. */
function reachableHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

/**
 * Writes the files for clients as far as the password is known.
 *
 * @param password of the first administrator when he was made now.
 * @returns what the person at the terminal can do next.
 */
async function giveAccess(
  directory: DataDirectory,
  config: Config,
  base: string,
  password: string | null,
): Promise<string> {
  const known = password ?? (await readWrittenPassword(directory));
  if (known !== null) {
    await writeClientFiles(directory, {
      authUrl: `${base}/identity/v3`,
      region: config.region,
      user: { name: ADMINISTRATOR, projectName: ADMINISTRATOR, password: known },
    });
  }
  if (known === null)
    return '\n  The first administrator, whose access this directory does not hold, can let others in.';
  const first =
    password === null
      ? ''
      : `\n  First administrator: ${ADMINISTRATOR}, password ${password} (also in ${directory.openrc})\n`;
  return `${first}\n  Console:           ${base}/console\n  In another shell:  . ${directory.openrc} && openstack image list`;
}

/** As `giveAccess`, for users who have their names and passwords from an external Keystone. */
async function pointToKeystone(directory: DataDirectory, config: Config, authUrl: string): Promise<string> {
  // A password from the time when users were kept here stays for the day when they are again.
  if ((await readWrittenPassword(directory)) === null) {
    await writeClientFiles(directory, { authUrl, region: config.region, user: null });
  }
  return `\n  Users sign in at ${authUrl}`;
}

function flush(logger: Logger): Promise<void> {
  return new Promise((resolve) => {
    logger.flush(() => {
      resolve();
    });
  });
}
