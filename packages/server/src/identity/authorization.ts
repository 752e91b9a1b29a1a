import type { ApplicationCredential } from './application-credential.ts';
import type { Domain } from './domain.ts';
import type { IdentityReader } from './identity-store.ts';
import type { Project } from './project.ts';
import { effectiveRoles, type Role } from './role.ts';
import type { Scope, Token } from './token.ts';
import type { User } from './user.ts';

/** What a token stands for at this moment. */
export interface Authorization {
  readonly token: Token;
  readonly user: User;
  readonly userDomain: Domain;
  readonly scope: AuthorizedScope;
  /** Implied ones included, in order of their names; empty exactly when unscoped. */
  readonly roles: readonly Role[];
  readonly applicationCredential: ApplicationCredential | null;
}

export type AuthorizedScope =
  | { readonly kind: 'unscoped' }
  | { readonly kind: 'project'; readonly project: Project; readonly domain: Domain }
  | { readonly kind: 'domain'; readonly domain: Domain };

/**
 * Looks up everything that a token claims; null when any of it does not hold (any more): expired, revoked, user,
 * project or a domain disabled or deleted, password changed, application credential gone, no role left in the scope.
 *
 * @param now milliseconds since the epoch.
 */
export async function authorize(store: IdentityReader, token: Token, now: number): Promise<Authorization | null> {
  if (token.expiresAt <= now || (await store.isRevoked(token.auditId))) return null;
  const user = await store.userGet(token.userId);
  if (user?.enabled !== true || user.tokenGeneration !== token.generation) return null;
  const userDomain = await enabledDomain(store, user.domainId);
  const scope = await authorizedScope(store, token.scope);
  const applicationCredential = await currentCredential(store, token, now);
  if (userDomain === null || scope === null || applicationCredential === 'gone') return null;
  const roles = await currentRoles(store, token, applicationCredential);
  if (scope.kind !== 'unscoped' && roles.length === 0) return null;
  return { token, user, userDomain, scope, roles, applicationCredential };
}

async function enabledDomain(store: IdentityReader, id: Domain['id']): Promise<Domain | null> {
  const domain = await store.domainGet(id);
  return domain?.enabled === true ? domain : null;
}

async function authorizedScope(store: IdentityReader, scope: Scope): Promise<AuthorizedScope | null> {
  switch (scope.kind) {
    case 'unscoped':
      return scope;
    case 'project': {
      const project = await store.projectGet(scope.projectId);
      if (project?.enabled !== true) return null;
      const domain = await enabledDomain(store, project.domainId);
      return domain && { kind: 'project', project, domain };
    }
    case 'domain': {
      const domain = await enabledDomain(store, scope.domainId);
      return domain && { kind: 'domain', domain };
    }
  }
}

async function currentCredential(
  store: IdentityReader,
  token: Token,
  now: number,
): Promise<ApplicationCredential | null | 'gone'> {
  if (token.applicationCredentialId === null) return null;
  const credential = await store.applicationCredentialGet(token.applicationCredentialId);
  if (credential === null || (credential.expiresAt !== null && credential.expiresAt <= now)) return 'gone';
  return credential;
}

/** The user's roles in the scope; of these, with an application credential, the ones that it was given. */
async function currentRoles(
  store: IdentityReader,
  token: Token,
  credential: ApplicationCredential | null,
): Promise<readonly Role[]> {
  if (token.scope.kind === 'unscoped') return [];
  const assigned = await store.assignedRoles(token.userId, token.scope);
  if (assigned.length === 0) return [];
  const inferences = await store.roleInferences();
  const held = effectiveRoles(
    assigned.map((role) => role.id),
    inferences,
  );
  const given = credential === null ? held : effectiveRoles(credential.roleIds, inferences);
  const known = new Map(assigned.map((role) => [role.id, role]));
  const roles: Role[] = [];
  for (const id of held) {
    if (!given.has(id)) continue;
    const role = known.get(id) ?? (await store.roleGet(id));
    if (role !== null) roles.push(role);
  }
  return roles.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}
