import { sql } from 'kysely';
import { systemClock, type Clock } from '../kernel/clock.ts';
import type { Database } from './database.ts';

interface DatabaseClock extends Clock {
  /** Asks no more. */
  stop(): void;
}

/** Milliseconds between two looks; a good quartz is off by a few of them after a day. */
const INTERVAL = 60_000;
/** The quickest of so many answers is the most exact. */
const QUESTIONS = 3;

/**
 * The time of the database's machine, for processes on many: what one of them writes down is held against the time by
 * others, and leases are short. Between two looks the machine's own monotonic clock goes on, which nobody sets.
 */
export async function databaseClock(database: Database): Promise<DatabaseClock> {
  if (database.engine === 'sqlite') return { ...systemClock, stop: () => undefined };
  let ahead = await aheadOfThisProcess(database);
  const look = async (): Promise<void> => {
    try {
      ahead = await aheadOfThisProcess(database);
    } catch {
      // Away for the moment; the clock goes on.
    }
  };
  const timer = setInterval(() => void look(), INTERVAL).unref();
  return {
    now: () => Math.round(performance.now() + ahead),
    stop: () => {
      clearInterval(timer);
    },
  };
}

/** Milliseconds that the database's clock is ahead of `performance.now()`. */
async function aheadOfThisProcess(database: Database): Promise<number> {
  let best = { took: Number.POSITIVE_INFINITY, ahead: 0 };
  for (let question = 0; question < QUESTIONS; question++) {
    const asked = performance.now();
    const { rows } = await sql<{ now: number }>`
      select cast(extract(epoch from clock_timestamp()) * 1000 as bigint) as now`.execute(database.tables());
    const took = performance.now() - asked;
    const [answer] = rows;
    if (answer && took < best.took) best = { took, ahead: answer.now - asked - took / 2 };
  }
  return best.ahead;
}
