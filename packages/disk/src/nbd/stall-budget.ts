/** Of all its time, how much the event loop may wait for disks. */
const SHARE = 0.01;
/** What of it can be saved up, in milliseconds: what a read takes from a slow disk. */
const SAVED = 10;

/** How long reads may keep the event loop waiting. Whoever has overdrawn it has to wait until time has made up for it. */
export class StallBudget {
  #balance = SAVED;
  #since = 0;

  /** @param now in milliseconds, never less than before. */
  isLeft(now: number): boolean {
    this.#balance = Math.min(SAVED, this.#balance + (now - this.#since) * SHARE);
    this.#since = now;
    return this.#balance > 0;
  }

  /** @param milliseconds that it was kept waiting. */
  spend(milliseconds: number): void {
    this.#balance -= milliseconds;
  }
}
