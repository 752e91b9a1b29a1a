/** Memory of one size that is used again and again: what the system has to give anew costs as much as filling it. */
export class BufferPool {
  /** Of each, in bytes. */
  readonly size: number;
  readonly #kept: number;
  readonly #free: Buffer[] = [];

  /** @param kept so many for the next use; more can be taken at a time. */
  constructor(size: number, kept: number) {
    this.size = size;
    this.#kept = kept;
  }

  /** @returns memory that holds whatever it held. The one that was given back last comes first. */
  take(): Buffer {
    return this.#free.pop() ?? Buffer.allocUnsafeSlow(this.size);
  }

  /** The buffer must not be used any more. */
  giveBack(buffer: Buffer): void {
    if (this.#free.length < this.#kept) this.#free.push(buffer);
  }
}
