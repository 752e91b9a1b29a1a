import { hash } from 'node:crypto';
import type { Clock } from '../../kernel/clock.ts';
import { hasCode } from '../../kernel/errors.ts';
import type { KeystoneToken } from './keystone-token.ts';

/** Tokens that are remembered, a few KiB each; the one that was asked for longest ago goes first. */
const MAX_KNOWN = 10_000;
/** Refusals that are remembered, apart from the others so that guesses push nobody out. */
const MAX_REFUSED = 1_000;
/** Milliseconds. Long enough for a client that tries again and again, short for a token that Keystone did not know yet. */
const REFUSED_LIFETIME = 5_000;

/**
 * What Keystone said about tokens, by the SHA-256 of each: every request asks, and the answer seldom changes.
 *
 *   asked ──── freshFor() ────► asked again ──── graceFor ────► forgotten
 *                               (while Keystone cannot be asked, the old answer still counts)
 */
export interface TokenCache {
  /**
   * What the token stands for; null when it does not hold. Of several who ask at once one asks Keystone.
   *
   * @throws IngotError `unavailable` when Keystone cannot be asked and the last answer is too old or there is none.
   */
  get(token: string): Promise<KeystoneToken | null>;
  /** Forgets every answer that `isRevoked`. */
  sweep(): void;
}

export interface TokenCacheOptions {
  readonly clock: Clock;
  /** Asks Keystone. */
  readonly validate: (token: string) => Promise<KeystoneToken | null>;
  /** Whether an answer to a question asked at that time has been overtaken by a revocation. */
  readonly isRevoked: (token: KeystoneToken, askedAt: number) => boolean;
  /** Milliseconds for which an answer is believed without asking again. */
  readonly freshFor: () => number;
  /** Milliseconds for which it is believed while Keystone cannot be asked. */
  readonly graceFor: number;
}

interface Known {
  readonly token: KeystoneToken;
  readonly askedAt: number;
}

export function createTokenCache({ clock, validate, isRevoked, freshFor, graceFor }: TokenCacheOptions): TokenCache {
  const known = new Map<string, Known>();
  const refused = new Map<string, number>();
  const asking = new Map<string, Promise<KeystoneToken | null>>();

  async function ask(key: string, token: string): Promise<KeystoneToken | null> {
    const askedAt = clock.now();
    const answer = await validate(token);
    known.delete(key);
    if (answer === null || answer.expiresAt <= clock.now()) {
      remember(refused, MAX_REFUSED, key, clock.now() + REFUSED_LIFETIME);
      return null;
    }
    // An answer from before a revocation serves whoever waits for it, and nobody after.
    if (!isRevoked(answer, askedAt)) remember(known, MAX_KNOWN, key, { token: answer, askedAt });
    return answer;
  }

  function askOnce(key: string, token: string): Promise<KeystoneToken | null> {
    const underWay = asking.get(key);
    if (underWay !== undefined) return underWay;
    const asked = ask(key, token).finally(() => asking.delete(key));
    asking.set(key, asked);
    return asked;
  }

  function believed(key: string, milliseconds: number): KeystoneToken | null {
    const entry = known.get(key);
    const now = clock.now();
    if (entry === undefined || now >= entry.askedAt + milliseconds || now >= entry.token.expiresAt) return null;
    return entry.token;
  }

  return {
    get: async (token) => {
      const key = hash('sha256', token, 'base64');
      const fresh = believed(key, freshFor());
      if (fresh !== null) return fresh;
      if (clock.now() < (refused.get(key) ?? 0)) return null;
      try {
        return await askOnce(key, token);
      } catch (error) {
        const old = hasCode(error, 'unavailable') ? believed(key, graceFor) : null;
        if (old !== null) return old;
        throw error;
      }
    },
    sweep: () => {
      for (const [key, { token, askedAt }] of known) if (isRevoked(token, askedAt)) known.delete(key);
    },
  };
}

/** To the end of the map, whose beginning makes room. */
function remember<Value>(map: Map<string, Value>, bound: number, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= bound) return;
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}
