import { isAdmin, isService, type Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import { forbidden } from './access.ts';
import type { AuthorizationCache } from './authorization-cache.ts';
import { authorize, type Authorization } from './authorization.ts';
import type { IdentityStore } from './identity-store.ts';
import { unauthenticated } from './proof.ts';
import type { SignIn } from './sign-in.ts';
import { grantToken, type TokenGrants } from './token-grant.ts';
import { openToken, sealToken, type TokenKeys } from './token-seal.ts';

/** A caller, with what his token stands for. */
export interface TokenCaller extends Caller {
  readonly authorization: Authorization;
}

export interface IssuedToken {
  /** What the client carries. */
  readonly sealed: string;
  readonly authorization: Authorization;
}

export interface Tokens {
  /**
   * Signs in.
   *
   * @throws IngotError `unauthenticated`, without a reason, whenever proof or scope do not hold; `too-many-requests`
   *   after too many wrong guesses; `invalid` for an application credential with a scope of its own.
   */
  tokenIssue(signIn: SignIn): Promise<IssuedToken>;
  /** Who sends this token. @throws IngotError `unauthenticated` */
  authenticate(sealed: string, requestId: string): Promise<TokenCaller>;
  /**
   * What a token stands for: one's own, or anybody's for administrators and services.
   *
   * @throws IngotError `not-found` when it does not hold.
   */
  tokenValidate(caller: Caller, sealed: string): Promise<Authorization>;
  /** Makes one's own token, or for administrators anybody's, void. Tokens made from it stay. As `tokenValidate`. */
  tokenRevoke(caller: Caller, sealed: string): Promise<void>;
}

export interface TokensOptions extends TokenGrants {
  readonly store: IdentityStore;
  readonly cache: AuthorizationCache;
  readonly keys: TokenKeys;
}

export function createTokens(options: TokensOptions): Tokens {
  const { store, cache, keys, clock } = options;

  const current = (sealed: string): Promise<Authorization | null> =>
    cache.get(sealed, async () => {
      const token = openToken(sealed, keys);
      return token && authorize(store, token, clock.now());
    });

  const subject = async (caller: Caller, sealed: string, anybodys: boolean): Promise<Authorization> => {
    const authorization = await current(sealed);
    // A token that does not hold tells nothing about anybody, so its absence may be told to all.
    if (authorization === null) throw new IngotError('not-found', 'Could not find the token.');
    if (authorization.user.id !== caller.userId && !anybodys) throw forbidden();
    return authorization;
  };

  return {
    tokenIssue: async (signIn) => {
      const token = await grantToken(options, signIn, current);
      const authorization = token && (await authorize(store, token, clock.now()));
      if (!authorization) throw unauthenticated();
      return { sealed: sealToken(authorization.token, keys), authorization };
    },
    authenticate: async (sealed, requestId) => {
      const authorization = cache.known(sealed) ?? (await current(sealed));
      if (authorization === null) throw unauthenticated();
      return toCaller(authorization, requestId);
    },
    tokenValidate: (caller, sealed) => subject(caller, sealed, isService(caller)),
    tokenRevoke: async (caller, sealed) => {
      const { token } = await subject(caller, sealed, isAdmin(caller));
      await store.write(async (writer) => {
        await writer.revocationPurge(clock.now());
        await writer.revocationInsert(token.auditId, token.expiresAt);
      });
    },
  };
}

/** On a domain `admin` means that domain, and there is nothing that only its administrator may do: see decision 12. */
function toCaller(authorization: Authorization, requestId: string): TokenCaller {
  const { user, scope, roles } = authorization;
  const names = roles.map((role) => role.name);
  const effective = scope.kind === 'domain' ? names.filter((name) => name !== 'admin') : names;
  return {
    userId: user.id,
    userName: user.name,
    userDomainId: user.domainId,
    projectId: scope.kind === 'project' ? scope.project.id : null,
    domainId: scope.kind === 'domain' ? scope.domain.id : null,
    roles: new Set(effective),
    requestId,
    authorization,
  };
}
