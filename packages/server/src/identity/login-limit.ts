import { clientNetwork } from '../kernel/client-network.ts';
import type { Clock } from '../kernel/clock.ts';
import { IngotError } from '../kernel/errors.ts';
import type { LoginFailures } from './login-failures.ts';

/**
 * Slows guessing down: after a number of wrong guesses in a row at one user from one network nobody there gets another one
 * for a while, not even with the right secret. From elsewhere the user still signs in, or anybody could lock him out.
 *
 * Guesses that are under way count as wrong until they are known to be right, so parallel ones cannot slip past: a
 * guess that would be one too many waits for the outcome of those before it.
 */
export interface LoginLimit {
  /**
   * @param subject who is guessed at, whether he exists or not; his count begins anew when a guess is right.
   * @param address where the guess comes from. Its network gets more guesses in all than at one subject, and that count
   *   does not begin anew, or a guesser with an account of his own would reset it. Addresses of this machine have none:
   *   behind one there may be a proxy, and with it everybody.
   * @param verify whether the guess is right.
   * @throws IngotError `too-many-requests` with `retryAfter`, alike for subjects that exist and that do not.
   */
  guess(subject: string, address: string, verify: () => Promise<boolean>): Promise<boolean>;
}

export interface LoginLimitOptions {
  readonly clock: Clock;
  readonly counts: LoginFailures;
  /** Wrong guesses in a row, at least 1. */
  readonly failures: number;
  /** Milliseconds for which nobody gets another one. */
  readonly lockout: number;
}

/** One office behind one address: more guesses than one user gets. */
const NETWORK_FACTOR = 10;
/** Guesses under one key that may wait for the outcome of others. */
const MAX_WAITING = 64;

/** The guesses of this process under one key, while there are any. */
interface UnderWay {
  /** Those that are entering, waiting or being verified; at zero this is dropped. */
  guesses: number;
  verifying: number;
  /** Grows with every outcome, after which what was read before is old. */
  outcomes: number;
  readonly waiting: (() => void)[];
}

export function createLoginLimit({ clock, counts, failures: most, lockout }: LoginLimitOptions): LoginLimit {
  const all = new Map<string, UnderWay>();

  async function enter(key: string, underWay: UnderWay, limit: number): Promise<void> {
    for (;;) {
      const { outcomes } = underWay;
      const { failures, failedAt } = await counts.read(key);
      if (outcomes !== underWay.outcomes) continue;
      if (failures >= limit) throw lockedOut(failedAt + lockout - clock.now());
      if (failures + underWay.verifying < limit) {
        underWay.verifying += 1;
        return;
      }
      if (underWay.waiting.length >= MAX_WAITING) throw lockedOut(1000);
      await new Promise<void>((resolve) => underWay.waiting.push(resolve));
    }
  }

  async function verifyCounting(key: string, forgive: boolean, verify: () => Promise<boolean>): Promise<boolean> {
    const right = await verify();
    if (!right) await counts.add(key);
    else if (forgive) await counts.forget(key);
    return right;
  }

  async function counted(
    key: string,
    limit: number,
    forgive: boolean,
    verify: () => Promise<boolean>,
  ): Promise<boolean> {
    const underWay = all.get(key) ?? { guesses: 0, verifying: 0, outcomes: 0, waiting: [] };
    all.set(key, underWay);
    underWay.guesses += 1;
    try {
      await enter(key, underWay, limit);
      try {
        return await verifyCounting(key, forgive, verify);
      } finally {
        underWay.verifying -= 1;
        underWay.outcomes += 1;
        for (const wake of underWay.waiting.splice(0)) wake();
      }
    } finally {
      underWay.guesses -= 1;
      if (underWay.guesses === 0) all.delete(key);
    }
  }

  return {
    guess: (subject, address, verify) => {
      const network = clientNetwork(address);
      return counted(`${subject} from ${network ?? 'this machine'}`, most, true, () =>
        network === null ? verify() : counted(`network ${network}`, most * NETWORK_FACTOR, false, verify),
      );
    },
  };
}

function lockedOut(milliseconds: number): IngotError {
  return new IngotError('too-many-requests', 'Too many failed sign-ins; try again later.', {
    retryAfter: Math.max(1, Math.ceil(milliseconds / 1000)),
  });
}
