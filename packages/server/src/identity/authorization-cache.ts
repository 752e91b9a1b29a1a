import type { Clock } from '../kernel/clock.ts';
import type { Authorization } from './authorization.ts';

/**
 * How long a change made by another process may stay unseen, in milliseconds, should its signal be lost. Changes made here
 * are seen at once.
 */
const TIME_TO_LIVE = 3_000;
const MAX_ENTRIES = 10_000;

/** Authorizations by sealed token, for a few seconds: every request asks, and the answer seldom changes. */
export interface AuthorizationCache {
  /**
   * The cached answer, or what `look` finds. Answers that were looked up while something changed are not kept; nor are
   * refusals, or guesses would fill the cache.
   */
  get(sealed: string, look: () => Promise<Authorization | null>): Promise<Authorization | null>;
  /** The cached answer, without waiting for anything; null where there is none. */
  known(sealed: string): Authorization | null;
  /** To be called after every change. */
  clear(): void;
}

export function createAuthorizationCache(clock: Clock): AuthorizationCache {
  const entries = new Map<string, { readonly authorization: Authorization; readonly until: number }>();
  let changes = 0;
  const known = (sealed: string): Authorization | null => {
    const entry = entries.get(sealed);
    return entry !== undefined && clock.now() < entry.until ? entry.authorization : null;
  };
  return {
    known,
    get: async (sealed, look) => {
      const kept = known(sealed);
      if (kept !== null) return kept;
      entries.delete(sealed);
      const before = changes;
      const authorization = await look();
      if (authorization === null || changes !== before) return authorization;
      const { expiresAt } = authorization.token;
      const credentialExpiresAt = authorization.applicationCredential?.expiresAt ?? expiresAt;
      const until = Math.min(clock.now() + TIME_TO_LIVE, expiresAt, credentialExpiresAt);
      entries.set(sealed, { authorization, until });
      if (entries.size > MAX_ENTRIES) {
        const [oldest] = entries.keys();
        if (oldest !== undefined) entries.delete(oldest);
      }
      return authorization;
    },
    clear: () => {
      changes += 1;
      entries.clear();
    },
  };
}
