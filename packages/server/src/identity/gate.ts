import { IngotError } from '../kernel/errors.ts';

/** Lets through a few at a time; the others wait in order. */
export interface Gate {
  /** @throws IngotError `unavailable` when too many wait already. */
  pass<Result>(work: () => Promise<Result>): Promise<Result>;
}

/**
 * @param concurrency how many may be inside.
 * @param queue how many may wait; more are refused at once, since they would only hold memory.
 */
export function createGate(concurrency: number, queue: number): Gate {
  let inside = 0;
  const waiting: (() => void)[] = [];
  return {
    pass: async (work) => {
      if (inside >= concurrency) {
        if (waiting.length >= queue) {
          throw new IngotError('unavailable', 'Too many sign-ins at once; try again shortly.', { retryAfter: 1 });
        }
        // Whoever leaves hands his place over, so `inside` does not change in between.
        await new Promise<void>((resolve) => waiting.push(resolve));
      } else inside += 1;
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next === undefined) inside -= 1;
        else next();
      }
    },
  };
}
