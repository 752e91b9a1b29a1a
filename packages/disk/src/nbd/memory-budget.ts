/**
 * Memory for requests under way, of all connections of a server. Whoever has nothing under way is let in all the same, so
 * that those who do not take their replies cannot keep others from getting on.
 */
export class MemoryBudget {
  readonly #size: number;
  #used = 0;
  #waiting: (() => void)[] = [];

  /** @param size in bytes. */
  constructor(size: number) {
    this.#size = size;
  }

  /** @returns whether it was granted. */
  tryTake(bytes: number, isAlone: boolean): boolean {
    if (!isAlone && this.#used + bytes > this.#size) return false;
    this.#used += bytes;
    return true;
  }

  /** Resolves when it is worth asking again. */
  changed(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  giveBack(bytes: number): void {
    this.#used -= bytes;
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }
}
