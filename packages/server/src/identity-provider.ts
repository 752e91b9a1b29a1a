import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import { ConfigError, type Config } from './config/index.ts';
import type { DataDirectory } from './data-directory/index.ts';
import type { Signals } from './db/index.ts';
import {
  createIdentity,
  createKeystone,
  loadTokenKeys,
  sharedTokenKeys,
  type Identity,
  type IdentityStore,
  type Keystone,
} from './identity/index.ts';
import type { Clock } from './kernel/clock.ts';

/** Who knows the users: ourselves, or an external Keystone. */
export type IdentityProvider =
  | { readonly kind: 'embedded'; readonly identity: Identity }
  | {
      readonly kind: 'keystone';
      readonly keystone: Keystone;
      /** Where clients sign in, `/v3` included. */
      readonly url: string;
    };

export interface IdentityParts {
  readonly config: Config;
  readonly directory: DataDirectory;
  readonly logger: Logger;
}

export interface IdentityRecords {
  readonly store: IdentityStore;
  readonly signals: Signals;
  /** Other processes use them as well, so what tokens are sealed with has to be there too. */
  readonly shared: boolean;
}

/**
 * The identity that the settings name.
 *
 * @param records of the embedded one.
 * @throws ConfigError when a file that a setting names cannot be read.
 */
export async function openIdentity(
  { config, directory, logger }: IdentityParts,
  records: IdentityRecords,
  clock: Clock,
): Promise<IdentityProvider> {
  if (config['identity.provider'] === 'keystone') {
    return { kind: 'keystone', keystone: await externalKeystone(config, clock, logger), url: clientUrl(config) };
  }
  const keyFile = path.join(directory.keys, 'tokens');
  const identity = createIdentity({
    store: records.store,
    signals: records.signals,
    keys: records.shared ? await sharedTokenKeys(records.store, clock.now()) : await loadTokenKeys(keyFile),
    clock,
    tokenLifetime: config['identity.token-lifetime'],
    failedLogins: config['identity.failed-logins'],
    lockout: config['identity.lockout'],
  });
  return { kind: 'embedded', identity };
}

function clientUrl(config: Config): string {
  return `${withoutVersion(config['identity.keystone.public-url'] || config['identity.keystone.url'])}/v3`;
}

async function externalKeystone(config: Config, clock: Clock, log: Logger): Promise<Keystone> {
  return createKeystone({
    url: withoutVersion(config['identity.keystone.url']),
    ca: await readCertificates(config['identity.keystone.ca-file']),
    user: {
      username: config['identity.keystone.username'],
      userDomain: config['identity.keystone.user-domain'],
      project: config['identity.keystone.project'],
      projectDomain: config['identity.keystone.project-domain'],
      passwordFile: config['identity.keystone.password-file'],
    },
    roleNames: {
      admin: config['identity.keystone.admin-roles'],
      member: config['identity.keystone.member-roles'],
      reader: config['identity.keystone.reader-roles'],
      service: config['identity.keystone.service-roles'],
    },
    clock,
    log,
    timeout: config['identity.keystone.timeout'],
    cacheTime: config['identity.keystone.cache-time'],
    grace: config['identity.keystone.grace'],
    revocationInterval: config['identity.keystone.revocation-interval'],
  });
}

/** Administrators write the address as it stands in their openrc, with the version, or without. */
function withoutVersion(address: string): string {
  return address.replace(/\/v3$/, '');
}

async function readCertificates(file: string): Promise<string | null> {
  if (file === '') return null;
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError(`identity.keystone.ca-file is "${file}", which cannot be read: ${reason}.`, { cause });
  }
}
