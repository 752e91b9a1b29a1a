import { hash } from 'node:crypto';
import type { Clock } from '../kernel/clock.ts';
import type { FailedLogin, FailedLogins } from './failed-logins.ts';

/** Wrong guesses by key, apart from what is done about them. */
export interface LoginFailures {
  /** Failures whose last is longer ago than a lockout are none. */
  read(key: string): Promise<FailedLogin>;
  /** One more, now. */
  add(key: string): Promise<void>;
  forget(key: string): Promise<void>;
}

const NONE: FailedLogin = { failures: 0, failedAt: 0 };

/** Counted for all processes, and over restarts. @param lockout milliseconds */
export function createLoginFailures(store: FailedLogins, clock: Clock, lockout: number): LoginFailures {
  return {
    read: async (key) => {
      const known = (await store.failedLoginGet(digest(key))) ?? NONE;
      return clock.now() - known.failedAt < lockout ? known : NONE;
    },
    add: (key) => {
      const now = clock.now();
      return store.failedLoginAdd(digest(key), now, now - lockout);
    },
    forget: (key) => store.failedLoginForget(digest(key)),
  };
}

/** Of bounded length, and telling nobody what was typed: sometimes it is a password in the wrong field. */
function digest(key: string): string {
  return hash('sha256', key);
}
