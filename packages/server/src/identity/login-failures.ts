import type { Clock } from '../kernel/clock.ts';

export interface FailureCount {
  /** Wrong guesses in a row. */
  readonly failures: number;
  /** When the last one was, in milliseconds since the epoch. */
  readonly failedAt: number;
}

/** Wrong guesses by key, apart from what is done about them, so that several processes can share them. */
export interface LoginFailures {
  /** Failures whose last is longer ago than a lockout are none. */
  read(key: string): Promise<FailureCount>;
  /** One more, now. */
  add(key: string): Promise<void>;
  forget(key: string): Promise<void>;
}

const NONE: FailureCount = { failures: 0, failedAt: 0 };
/**
 * Entries kept; the one that failed longest ago goes first. A wrong guess costs tens of milliseconds of hashing, so
 * nobody can push an entry out within a lockout of some minutes.
 */
const MAX_ENTRIES = 50_000;

/** In the memory of this process: a restart forgets them. @param lockout milliseconds */
export function createLoginFailures(clock: Clock, lockout: number): LoginFailures {
  const entries = new Map<string, FailureCount>();
  const current = (key: string): FailureCount => {
    const entry = entries.get(key) ?? NONE;
    return clock.now() - entry.failedAt < lockout ? entry : NONE;
  };
  return {
    read: async (key) => current(key),
    add: async (key) => {
      const { failures } = current(key);
      // To the end of the map: the order is that of the last failure.
      entries.delete(key);
      entries.set(key, { failures: failures + 1, failedAt: clock.now() });
      if (entries.size <= MAX_ENTRIES) return;
      const [oldest] = entries.keys();
      if (oldest !== undefined) entries.delete(oldest);
    },
    forget: async (key) => {
      entries.delete(key);
    },
  };
}
