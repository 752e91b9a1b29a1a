import { ROLES, type RoleName } from '../../kernel/caller.ts';
import type { KeystoneToken } from './keystone-token.ts';

/** For each role that Ingot knows the names that it has in Keystone. */
export type RoleNames = Readonly<Record<RoleName, readonly string[]>>;

/**
 * What a token's roles amount to here.
 *
 * An administrator of Ingot sees everything, so `admin` counts where it means the whole cloud: on a project (on the one
 * for administrators, where Keystone names one) and on the system. On a domain it means that domain, which images know
 * nothing of.
 */
export function rolesOf(token: KeystoneToken, names: RoleNames): ReadonlySet<RoleName> {
  const held = ROLES.filter((role) => names[role].some((name) => token.roles.has(name)));
  const everywhere = token.scope.kind !== 'domain' && token.inAdminProject;
  return new Set(everywhere ? held : held.filter((role) => role !== 'admin'));
}
