/** The least that S3 takes as a part, but for the last one. */
export const PART_SIZE = 5 * 1024 * 1024;

/**
 * Memory for parts, used again and again: fresh memory for each would be garbage that nobody collects in time, as much
 * again as what is in use.
 */
export class PartMemory {
  /** In bytes, at least `PART_SIZE`. */
  readonly partSize: number;
  readonly #free: Buffer<ArrayBuffer>[] = [];
  readonly #plenty: number;
  readonly #kept: number;
  #taken = 0;

  /** @param plenty parts that may be taken before it is short. @param kept of those, for the next. */
  constructor(partSize: number, { plenty, kept }: { readonly plenty: number; readonly kept: number }) {
    this.partSize = partSize;
    this.#plenty = plenty;
    this.#kept = kept;
  }

  /** So many are taken that who has one should wait for it. Who has none takes one all the same. */
  get isShort(): boolean {
    return this.#taken >= this.#plenty;
  }

  /** Whatever bytes are in it. */
  take(): Buffer<ArrayBuffer> {
    this.#taken += 1;
    return this.#free.pop() ?? Buffer.allocUnsafeSlow(this.partSize);
  }

  /** @param part that was taken, and that nobody reads any more. */
  giveBack(part: Buffer<ArrayBuffer>): void {
    this.#taken -= 1;
    if (this.#free.length < this.#kept) this.#free.push(part);
    else part.buffer.transfer(0);
  }

  /** Of a part that was taken: a connection may still hold it, so it is left to the collector of garbage. */
  giveUp(): void {
    this.#taken -= 1;
  }
}
