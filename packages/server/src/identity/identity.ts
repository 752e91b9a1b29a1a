import type { Signals } from '../db/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { createApplicationCredentials, type ApplicationCredentials } from './application-credentials.ts';
import { createAssignments, type Assignments } from './assignments.ts';
import { createAuthorizationCache, type AuthorizationCache } from './authorization-cache.ts';
import { createBootstrap, type Bootstrap } from './bootstrap.ts';
import { createDomains, type Domains } from './domains.ts';
import type { IdentityStore } from './identity-store.ts';
import { createLoginFailures } from './login-failures.ts';
import { createLoginLimit } from './login-limit.ts';
import { createPasswordHasher } from './password-hash.ts';
import { createProjects, type Projects } from './projects.ts';
import { createProjectRecovery, type ProjectRecovery } from './project-recovery.ts';
import { createRoles, type Roles } from './roles.ts';
import type { TokenKeys } from './token-seal.ts';
import { createTokens, type Tokens } from './tokens.ts';
import { createUsers, type Users } from './users.ts';

/**
 * Who may do what: domains, projects, users, roles and tokens, with the words and rules of OpenStack's Keystone.
 *
 *   domain ─┬─ project ◄── assignment ──► role ──implies──► role
 *           └─ user ─────────┘   (a user holds a role on a project or a domain)
 *               └─ application credential (some of the user's roles on one project)
 *
 * A token carries who and for what, never rights: those are looked up when it is used, so whatever an administrator
 * takes away is gone at once here and in other processes on the same database, at the latest after three seconds.
 */
export interface Identity
  extends Domains, Projects, Users, Roles, Assignments, ApplicationCredentials, Tokens, Bootstrap, ProjectRecovery {}

export interface IdentityOptions {
  readonly store: IdentityStore;
  /** What the other processes on the database are told. */
  readonly signals: Signals;
  readonly keys: TokenKeys;
  readonly clock: Clock;
  /** Milliseconds that a token holds. */
  readonly tokenLifetime: number;
  /** Wrong passwords in a row from one address after which the user has to wait there. */
  readonly failedLogins: number;
  /** Milliseconds that the user has to wait. */
  readonly lockout: number;
}

export function createIdentity(options: IdentityOptions): Identity {
  const { clock, keys, tokenLifetime } = options;
  const cache = createAuthorizationCache(clock);
  const store = clearingOnWrite(options.store, cache, options.signals);
  const passwords = createPasswordHasher();
  const { failedLogins: failures, lockout } = options;
  const counts = createLoginFailures(options.store, clock, lockout);
  const limit = createLoginLimit({ clock, counts, failures, lockout });
  return {
    ...createDomains(store),
    ...createProjects(store),
    ...createUsers(store, { store, passwords, limit }),
    ...createRoles(store),
    ...createAssignments(store),
    ...createApplicationCredentials({ store, passwords, clock }),
    ...createTokens({ store, passwords, limit, cache, keys, clock, tokenLifetime }),
    ...createBootstrap(store, passwords),
    ...createProjectRecovery(store),
  };
}

const IDENTITY_CHANGED = 'identity changed';

/** Every write clears the cache, in all processes: which authorizations it touches is not worth finding out. */
function clearingOnWrite(store: IdentityStore, cache: AuthorizationCache, signals: Signals): IdentityStore {
  signals.on(IDENTITY_CHANGED, () => cache.clear());
  return {
    ...store,
    write: async (work) => {
      const result = await store.write(work);
      cache.clear();
      signals.send(IDENTITY_CHANGED);
      return result;
    },
  };
}
