import { setTimeout as delay } from 'node:timers/promises';
import { RefusedError, UnreachableError } from '@ingot/client';

/** Tries one after the other in which nothing moved. */
const MAX_TRIES = 6;
/** Milliseconds before the second try; twice as long before each further one. */
const FIRST_PAUSE = 250;

/** How often something is tried again when what fails is the way to the service, or the service for a moment. */
export class Patience {
  readonly #moved: () => number;
  readonly #signal: AbortSignal;
  #before: number;
  #failures = 0;

  /** @param moved how far the work has come, by any measure: a try that moved it counts as the first again. */
  constructor(moved: () => number, signal: AbortSignal) {
    this.#moved = moved;
    this.#signal = signal;
    this.#before = moved();
  }

  /** Waits before the next try. @throws `error` when trying again is of no use, or was of none too often. */
  async afterFailure(error: unknown, isPassing = mayPass(error)): Promise<void> {
    this.#signal.throwIfAborted();
    const moved = this.#moved();
    this.#failures = moved > this.#before ? 1 : this.#failures + 1;
    this.#before = moved;
    if (!isPassing || this.#failures >= MAX_TRIES) throw error;
    await delay(FIRST_PAUSE * 2 ** (this.#failures - 1), undefined, { signal: this.#signal });
  }

  /** Does `work` until it succeeds. */
  async retry<Result>(work: () => Promise<Result>): Promise<Result> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        await this.afterFailure(error);
      }
    }
  }
}

function mayPass(error: unknown): boolean {
  if (error instanceof UnreachableError) return true;
  return error instanceof RefusedError && [429, 502, 503, 504].includes(error.status);
}
