/** Seconds after which what happened counts for a third. */
const MEMORY = 4;

/** How fast something goes: a mean in which the last seconds count most. */
export class Rate {
  #perSecond: number | null = null;
  #last: { readonly time: number; readonly done: number };

  /** @param time in milliseconds, of any clock */
  constructor(time: number, done = 0) {
    this.#last = { time, done };
  }

  /** Units per second by now; null before there is anything to go by. */
  at(time: number, done: number): number | null {
    const seconds = (time - this.#last.time) / 1000;
    if (seconds <= 0) return this.#perSecond;
    const now = (done - this.#last.done) / seconds;
    const weight = 1 - Math.exp(-seconds / MEMORY);
    this.#perSecond = this.#perSecond === null ? now : this.#perSecond + weight * (now - this.#perSecond);
    this.#last = { time, done };
    return this.#perSecond;
  }
}
