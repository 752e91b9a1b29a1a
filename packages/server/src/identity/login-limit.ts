import type { Clock } from '../kernel/clock.ts';
import { IngotError } from '../kernel/errors.ts';

/**
 * Slows guessing down: after a number of wrong guesses in a row nobody gets another one for a while, not even with the
 * right secret.
 *
 * Guesses that are under way count as wrong until they are known to be right, so parallel ones cannot slip past: a
 * guess that would be one too many waits for the outcome of those before it. Counts live in this process: a restart
 * forgets them, and several processes allow as many times more guesses.
 */
export interface LoginLimit {
  /**
   * @param subject who is guessed at, whether he exists or not; his count begins anew when a guess is right.
   * @param address where the guess comes from; its count does not, or a guesser with an account of his own would reset
   *   it. Addresses of this machine are not counted: behind one there is a proxy, and with it everybody.
   * @param verify whether the guess is right.
   * @throws IngotError `too-many-requests` with `retryAfter`, alike for subjects that exist and that do not.
   */
  guess(subject: string, address: string, verify: () => Promise<boolean>): Promise<boolean>;
}

export interface LoginLimitOptions {
  readonly clock: Clock;
  /** Wrong guesses in a row, at least 1. */
  readonly failures: number;
  /** Milliseconds for which nobody gets another one. */
  readonly lockout: number;
}

/** One office behind one address: more guesses than one user gets. */
const ADDRESS_FACTOR = 10;
/**
 * Entries kept; the oldest goes first. A wrong guess costs tens of milliseconds of hashing, so nobody can push an entry
 * out within its lockout.
 */
const MAX_ENTRIES = 10_000;
const MAX_WAITING = 256;
const IPV6_GROUPS = 8;
const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

interface Entry {
  failures: number;
  failedAt: number;
  underWay: number;
  readonly waiting: (() => void)[];
}

export function createLoginLimit(options: LoginLimitOptions): LoginLimit {
  const entries = new Map<string, Entry>();
  let waiting = 0;

  const entryOf = (key: string): Entry => {
    const known = entries.get(key);
    if (known !== undefined) {
      if (options.clock.now() - known.failedAt >= options.lockout) known.failures = 0;
      return known;
    }
    const made: Entry = { failures: 0, failedAt: 0, underWay: 0, waiting: [] };
    entries.set(key, made);
    return made;
  };

  const enter = async (key: string, limit: number): Promise<void> => {
    for (;;) {
      const entry = entryOf(key);
      if (entry.failures >= limit) throw lockedOut(entry.failedAt + options.lockout - options.clock.now());
      if (entry.failures + entry.underWay < limit) {
        entry.underWay += 1;
        return;
      }
      if (waiting >= MAX_WAITING) throw lockedOut(1000);
      waiting += 1;
      await new Promise<void>((resolve) => entry.waiting.push(resolve));
      waiting -= 1;
    }
  };

  const leave = (key: string, outcome: 'right' | 'wrong' | 'unknown', forgive: boolean): void => {
    const entry = entryOf(key);
    entry.underWay -= 1;
    if (outcome === 'right' && forgive) entry.failures = 0;
    if (outcome === 'wrong') {
      entry.failures += 1;
      entry.failedAt = options.clock.now();
      // To the end of the map: the order is that of the last failure.
      entries.delete(key);
      entries.set(key, entry);
    }
    for (const wake of entry.waiting.splice(0)) wake();
    if (entry.failures === 0 && entry.underWay === 0) entries.delete(key);
    dropOldest(entries);
  };

  const counted = async (
    key: string,
    limit: number,
    forgive: boolean,
    verify: () => Promise<boolean>,
  ): Promise<boolean> => {
    await enter(key, limit);
    let outcome: 'right' | 'wrong' | 'unknown' = 'unknown';
    try {
      const right = await verify();
      outcome = right ? 'right' : 'wrong';
      return right;
    } finally {
      leave(key, outcome, forgive);
    }
  };

  return {
    guess: (subject, address, verify) =>
      counted(`subject ${subject}`, options.failures, true, () =>
        LOOPBACK.test(address)
          ? verify()
          : counted(`address ${network(address)}`, options.failures * ADDRESS_FACTOR, false, verify),
      ),
  };
}

function dropOldest(entries: Map<string, Entry>): void {
  if (entries.size <= MAX_ENTRIES) return;
  for (const [key, entry] of entries) {
    if (entry.underWay > 0) continue;
    entries.delete(key);
    return;
  }
}

/** IPv6 hosts choose the lower half of their address freely, so the /64 network stands for them. */
function network(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head.split(':');
  if (tail !== undefined) groups.push(...Array<string>(IPV6_GROUPS).fill('0'));
  return groups.slice(0, IPV6_GROUPS / 2).join(':');
}

function lockedOut(milliseconds: number): IngotError {
  return new IngotError('too-many-requests', 'Too many failed sign-ins; try again later.', {
    retryAfter: Math.max(1, Math.ceil(milliseconds / 1000)),
  });
}
