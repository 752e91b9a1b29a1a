import { setTimeout as sleep } from 'node:timers/promises';

/** What a timer can hold, in milliseconds. */
const LONGEST_SLEEP = 2 ** 31 - 1;

/** Spreads background work over time. */
export interface Pace {
  /** Resolves when `bytes` more may be moved. @throws the signal's reason. */
  take(bytes: number, signal: AbortSignal): Promise<void>;
}

/**
 * So many bytes a second; what was not used is not saved up, so there is no burst after a pause.
 *
 * @param rate asked each time, in bytes a second; Infinity for as fast as it goes.
 */
export function paced(rate: () => number): Pace {
  let free = 0;
  return {
    take: async (bytes, signal) => {
      signal.throwIfAborted();
      const now = performance.now();
      const turn = Math.max(now, free);
      free = turn + (bytes / Math.max(1, rate())) * 1000;
      if (turn > now) await sleep(Math.min(turn - now, LONGEST_SLEEP), undefined, { signal });
    },
  };
}
