/** Something that happens again and again, to wait for: `while (!condition()) await event.next();`. */
export class RecurringEvent {
  #waiting: (() => void)[] = [];

  /** Resolves when it happens the next time. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  happen(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
