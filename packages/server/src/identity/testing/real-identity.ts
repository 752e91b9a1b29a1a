import { createSecretKey, randomBytes } from 'node:crypto';
import type { Database } from '../../db/index.ts';
import { temporaryDatabase } from '../../db/testing/temporary-database.ts';
import { systemClock, type Clock } from '../../kernel/clock.ts';
import { createIdentityStore, identityMigrations } from '../identity-store.sql.ts';
import { createIdentity, type Identity } from '../identity.ts';
import type { TokenKeys } from '../token-seal.ts';

/** Of the administrator, and of whomever a test makes. */
export const PASSWORD = 'correct-horse-battery';
export const LIFETIME = 3_600_000;
export const LOCKOUT = 60_000;
export const FAILED_LOGINS = 3;

export interface RealIdentity {
  readonly identity: Identity;
  /** Another process on the same database, with the same keys. */
  readonly anotherProcess: () => Identity;
  readonly stop: () => Promise<void>;
}

/** The embedded identity on a database of its own, after its bootstrap. */
export async function openRealIdentity(clock: Clock = systemClock): Promise<RealIdentity> {
  const { database, beside, remove } = await temporaryDatabase({ migrations: [identityMigrations] });
  const keys: TokenKeys = [createSecretKey(randomBytes(32))];
  const start = (on: Database): Identity =>
    createIdentity({
      store: createIdentityStore(on),
      signals: on.signals,
      keys,
      clock,
      tokenLifetime: LIFETIME,
      failedLogins: FAILED_LOGINS,
      lockout: LOCKOUT,
    });
  const identity = start(database);
  await identity.bootstrap({ adminPassword: PASSWORD });
  return { identity, anotherProcess: () => start(beside()), stop: remove };
}
