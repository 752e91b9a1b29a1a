import { setTimeout as delay } from 'node:timers/promises';

/** Waits grow from the first to the longest, doubling; each is drawn from zero up, so that clients spread out. */
const FIRST_WAIT = 200;
const LONGEST_WAIT = 5000;

export interface Persistence {
  /** How long after the first failure another attempt may begin, in milliseconds; 0 for one attempt. */
  readonly patience: number;
  /** Whether a failure may pass by itself. */
  readonly passes: (error: unknown) => boolean;
  /** Ends the waiting; whether it ends an attempt is that one's own affair. */
  readonly signal: AbortSignal;
}

/**
 * Tries again while failures may pass and patience lasts.
 *
 * @param attempt is told how many attempts there were before. @throws the last failure, or the signal's reason.
 */
export async function persistently<Result>(
  attempt: (before: number) => Promise<Result>,
  { patience, passes, signal }: Persistence,
): Promise<Result> {
  let end: number | null = null;
  for (let before = 0; ; before += 1) {
    signal.throwIfAborted();
    try {
      return await attempt(before);
    } catch (error) {
      signal.throwIfAborted();
      if (!passes(error)) throw error;
      const now = performance.now();
      end ??= now + patience;
      const wait = Math.random() * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** before);
      if (now + wait >= end) throw error;
      await delay(wait, undefined, { signal }).catch(() => undefined);
    }
  }
}
