import type { Clock } from '../kernel/clock.ts';
import type { WorkLog } from './work-log.ts';

/**
 * Work that compares what should be with what is: it takes no input, can run twice, and leaves what it could not do to
 * the next round.
 */
export interface ReconcilerOptions {
  readonly name: string;
  /** One round. Returns soon after `signal` aborts. */
  readonly round: (signal: AbortSignal) => Promise<void>;
  /** Milliseconds between the end of a round and the next one. */
  readonly interval: number;
  /** Milliseconds that have to lie between the starts of two rounds, however often it is nudged. */
  readonly minimumGap?: number;
  readonly clock: Clock;
  readonly log: WorkLog;
}

export interface Reconciler {
  /** Begins with a round at once. */
  start(): void;
  /** There may be something to do: a round starts as soon as none runs and the gap has passed. */
  nudge(): void;
  /** Resolves when nothing runs any more. */
  stop(): Promise<void>;
}

export function createReconciler(options: ReconcilerOptions): Reconciler {
  const { name, round, interval, minimumGap = 0, clock, log } = options;
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let current: Promise<void> | null = null;
  let nudged = false;
  let started = false;
  let lastStart = Number.NEGATIVE_INFINITY;

  function schedule(delay: number): void {
    clearTimeout(timer);
    if (started && !stopping.signal.aborted) timer = setTimeout(begin, delay);
  }

  function begin(): void {
    nudged = false;
    lastStart = clock.now();
    current = round(stopping.signal)
      .catch((error: unknown) => {
        if (!stopping.signal.aborted) log.error({ reconciler: name, err: error }, 'a round of background work failed');
      })
      .finally(() => {
        current = null;
        schedule(nudged ? untilGap() : interval);
      });
  }

  function untilGap(): number {
    return Math.max(0, lastStart + minimumGap - clock.now());
  }

  return {
    start: () => {
      started = true;
      schedule(0);
    },
    nudge: () => {
      nudged = true;
      if (!current) schedule(untilGap());
    },
    stop: async () => {
      stopping.abort();
      clearTimeout(timer);
      await current;
    },
  };
}
