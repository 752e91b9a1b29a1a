import { IngotError } from '../kernel/errors.ts';

/** Lets through a few at a time; the others wait, each origin in a queue of its own. */
export interface Gate {
  /**
   * Of those who wait the origins take turns, so that a flood from one delays the others by one place only.
   *
   * @param origin where the work comes from; null for what is not to be bounded by origin.
   * @throws IngotError `too-many-requests` when too much of the origin waits already; `unavailable` when too much waits in
   *   all.
   */
  pass<Result>(origin: string | null, work: () => Promise<Result>): Promise<Result>;
}

export interface GateOptions {
  /** How many may be inside. */
  readonly concurrency: number;
  /** How many may wait; more are refused at once, since they would only hold memory. */
  readonly queue: number;
  /** How many of one origin may wait. */
  readonly share: number;
}

export function createGate({ concurrency, queue, share }: GateOptions): Gate {
  let inside = 0;
  let waiting = 0;
  /** In the order of turns; none is empty. */
  const queues = new Map<string | null, (() => void)[]>();

  function wait(origin: string | null): Promise<void> {
    const own = queues.get(origin) ?? [];
    if (origin !== null && own.length >= share) {
      throw new IngotError('too-many-requests', 'Too many sign-ins at once from your address; try again shortly.', {
        retryAfter: 1,
      });
    }
    if (waiting >= queue) {
      throw new IngotError('unavailable', 'Too many sign-ins at once; try again shortly.', { retryAfter: 1 });
    }
    waiting += 1;
    queues.set(origin, own);
    return new Promise((resolve) => own.push(resolve));
  }

  /** Whoever leaves hands his place over, so `inside` does not change in between. */
  function leave(): void {
    const [turn] = queues;
    if (turn === undefined) {
      inside -= 1;
      return;
    }
    const [origin, own] = turn;
    const next = own.shift();
    queues.delete(origin);
    if (own.length > 0) queues.set(origin, own);
    waiting -= 1;
    next?.();
  }

  return {
    pass: async (origin, work) => {
      if (inside < concurrency) inside += 1;
      else await wait(origin);
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
