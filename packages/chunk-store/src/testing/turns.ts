import { setImmediate as nextTick } from 'node:timers/promises';

/** A random number from 0 to `below - 1`, the same sequence for the same seed (mulberry32). */
export type Dice = (below: number) => number;

export function dice(seed: number): Dice {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/**
 * Lets several go on at the same time, one step each, in an order that a die decides: whoever calls `turn` waits until
 * it is his. Nothing else in them may wait for long.
 */
export class Turns {
  readonly #dice: Dice;
  #waiting: (() => void)[] = [];

  constructor(numbers: Dice) {
    this.#dice = numbers;
  }

  turn(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  /** Resolves when all of them have ended, well or not. */
  async play(actors: readonly Promise<unknown>[]): Promise<PromiseSettledResult<unknown>[]> {
    const ended = new AbortController();
    const all = Promise.allSettled(actors).finally(() => {
      ended.abort();
    });
    while (!ended.signal.aborted) {
      // By then everybody who can go on without a turn has done so.
      await nextTick();
      const [next] = this.#waiting.splice(this.#dice(Math.max(this.#waiting.length, 1)), 1);
      next?.();
    }
    return all;
  }
}
