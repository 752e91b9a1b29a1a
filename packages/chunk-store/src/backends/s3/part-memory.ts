/** The least that S3 takes as a part, but for the last one. */
export const PART_SIZE = 5 * 1024 * 1024;

/**
 * Memory for parts, used again and again: fresh memory for each would be garbage that nobody collects in time, as much
 * again as what is in use.
 */
export class PartMemory {
  /** In bytes, at least `PART_SIZE`. */
  readonly partSize: number;
  readonly #free: Buffer[] = [];
  readonly #most: number;

  /** @param most parts that are kept for the next. */
  constructor(partSize: number, most: number) {
    this.partSize = partSize;
    this.#most = most;
  }

  /** Whatever bytes are in it. */
  take(): Buffer {
    return this.#free.pop() ?? Buffer.allocUnsafeSlow(this.partSize);
  }

  /** @param part that was taken, and that nobody reads any more. */
  giveBack(part: Buffer): void {
    if (this.#free.length < this.#most) this.#free.push(part);
  }
}
