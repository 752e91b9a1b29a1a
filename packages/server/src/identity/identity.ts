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
 * takes away is gone at once here, and after three seconds in other processes on the same database.
 */
export interface Identity
  extends Domains, Projects, Users, Roles, Assignments, ApplicationCredentials, Tokens, Bootstrap {}

export interface IdentityOptions {
  readonly store: IdentityStore;
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
  const store = clearingOnWrite(options.store, cache);
  const passwords = createPasswordHasher();
  const { failedLogins: failures, lockout } = options;
  const limit = createLoginLimit({ clock, counts: createLoginFailures(clock, lockout), failures, lockout });
  return {
    ...createDomains(store),
    ...createProjects(store),
    ...createUsers(store, { store, passwords, limit }),
    ...createRoles(store),
    ...createAssignments(store),
    ...createApplicationCredentials({ store, passwords, clock }),
    ...createTokens({ store, passwords, limit, cache, keys, clock, tokenLifetime }),
    ...createBootstrap(store, passwords),
  };
}

/** Every write clears the cache: which authorizations it touches is not worth finding out. */
function clearingOnWrite(store: IdentityStore, cache: AuthorizationCache): IdentityStore {
  return {
    ...store,
    write: async (work) => {
      const result = await store.write(work);
      cache.clear();
      return result;
    },
  };
}
