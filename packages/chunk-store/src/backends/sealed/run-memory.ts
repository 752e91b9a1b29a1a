/** Pieces that are kept for the next one who needs one: as many as threads work on at a time. */
const MAX_IDLE = 4;
const GRAIN = 1024 * 1024;

/**
 * Memory for runs of blocks, used again and again: fresh memory costs as much as the cipher. Each piece is a block of its
 * own, so that it can be handed to a thread.
 */
export class RunMemory {
  readonly #idle: ArrayBuffer[] = [];

  /** @param length in bytes. @returns that many, of a piece that may be larger; nobody else's until it is given back. */
  lend(length: number): Buffer<ArrayBuffer> {
    const fitting = this.#idle.findIndex(({ byteLength }) => byteLength >= length);
    const [piece = new ArrayBuffer(Math.ceil(length / GRAIN) * GRAIN)] =
      fitting === -1 ? [] : this.#idle.splice(fitting, 1);
    return Buffer.from(piece, 0, length);
  }

  /** The largest ones are kept. */
  giveBack({ buffer }: Buffer<ArrayBuffer>): void {
    this.#idle.push(buffer);
    this.#idle.sort((one, other) => one.byteLength - other.byteLength);
    if (this.#idle.length > MAX_IDLE) this.#idle.shift();
  }
}
