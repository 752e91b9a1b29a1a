/** A lock that goes to those who wait for it in the order in which they came. */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  #taken = false;

  /** Resolves when it is the caller's turn; `end` has to follow. */
  take(): Promise<void> | undefined {
    if (this.#taken) {
      return new Promise((resolve) => {
        this.#waiting.push(resolve);
      });
    }
    this.#taken = true;
    return undefined;
  }

  end(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#taken = false;
  }
}
