import { randomBytes } from 'node:crypto';
import type { Clock } from '../kernel/clock.ts';
import { IngotError } from '../kernel/errors.ts';
import type { ProjectId } from '../kernel/ids.ts';
import { authorize, type Authorization } from './authorization.ts';
import { lookUpDomain, lookUpProject } from './identity-lookup.ts';
import { proveApplicationCredential, provePassword, type ProofChecker } from './proof.ts';
import type { RequestedScope, SignIn } from './sign-in.ts';
import type { Scope, Token } from './token.ts';
import type { User } from './user.ts';

export interface TokenGrants extends ProofChecker {
  readonly clock: Clock;
  /** Milliseconds that a token holds. */
  readonly tokenLifetime: number;
}

/**
 * Checks a proof and makes the token that it entitles to; null when it does not hold. Whether the user has a role in
 * the scope is still to be checked.
 *
 * @param open what a sealed token stands for now; null when it does not hold.
 */
export async function grantToken(
  options: TokenGrants,
  signIn: SignIn,
  open: (sealed: string) => Promise<Authorization | null>,
): Promise<Token | null> {
  const { proof, scope, remoteAddress } = signIn;
  const now = options.clock.now();
  const expiresAt = now + options.tokenLifetime;
  switch (proof.method) {
    case 'password': {
      const user = await provePassword(options, proof, remoteAddress);
      const granted = user && (await resolveScope(options, scope, user, now));
      return user && granted && { ...newToken(user, granted, now), methods: ['password'], expiresAt };
    }
    case 'application_credential': {
      if (scope.kind !== 'default') {
        throw new IngotError('invalid', 'An application credential has its own scope; do not ask for another one.');
      }
      const credential = await proveApplicationCredential(options, proof, remoteAddress);
      const user = credential && (await options.store.userGet(credential.userId));
      if (credential === null || user === null) return null;
      return {
        ...newToken(user, { kind: 'project', projectId: credential.projectId }, now),
        methods: ['application_credential'],
        expiresAt: Math.min(expiresAt, credential.expiresAt ?? Infinity),
        applicationCredentialId: credential.id,
      };
    }
    case 'token': {
      const parent = await open(proof.token);
      return parent && rescope(options, parent, scope, now);
    }
  }
}

/** A token from a token: never for longer, and from an application credential never for anything else. */
async function rescope(
  options: TokenGrants,
  parent: Authorization,
  requested: RequestedScope,
  now: number,
): Promise<Token | null> {
  const { token, user, applicationCredential } = parent;
  const scope: Scope | null =
    applicationCredential !== null && requested.kind === 'default'
      ? token.scope
      : await resolveScope(options, requested, user, now);
  if (scope === null) return null;
  if (applicationCredential !== null && !isProject(scope, applicationCredential.projectId)) return null;
  return {
    ...newToken(user, scope, now),
    methods: [...new Set([...token.methods, 'token' as const])],
    expiresAt: token.expiresAt,
    parentAuditId: token.parentAuditId ?? token.auditId,
    applicationCredentialId: token.applicationCredentialId,
  };
}

function isProject(scope: Scope, projectId: ProjectId): boolean {
  return scope.kind === 'project' && scope.projectId === projectId;
}

function newToken(user: User, scope: Scope, now: number): Omit<Token, 'methods' | 'expiresAt'> {
  return {
    userId: user.id,
    scope,
    issuedAt: now,
    auditId: randomBytes(16).toString('base64url'),
    parentAuditId: null,
    applicationCredentialId: null,
    generation: user.tokenGeneration,
  };
}

async function resolveScope(
  options: TokenGrants,
  requested: RequestedScope,
  user: User,
  now: number,
): Promise<Scope | null> {
  switch (requested.kind) {
    case 'unscoped':
      return { kind: 'unscoped' };
    case 'project': {
      const project = await lookUpProject(options.store, requested.project);
      return project && { kind: 'project', projectId: project.id };
    }
    case 'domain': {
      const domain = await lookUpDomain(options.store, requested.domain);
      return domain && { kind: 'domain', domainId: domain.id };
    }
    case 'default': {
      if (user.defaultProjectId === null) return { kind: 'unscoped' };
      const scope: Scope = { kind: 'project', projectId: user.defaultProjectId };
      const attempt: Token = { ...newToken(user, scope, now), methods: ['password'], expiresAt: now + 1 };
      return (await authorize(options.store, attempt, now)) === null ? { kind: 'unscoped' } : scope;
    }
  }
}
