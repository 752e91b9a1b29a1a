import { CHUNK_SIZE } from '../chunk-id.ts';

/**
 * Cuts a stream of buffers of any size into chunks. A chunk that lies whole in one buffer is passed on as it is; only
 * what straddles buffers is gathered, on the heap, so a client that stalls in mid-chunk holds no shared slot.
 */
export class Chunker {
  readonly #take: (chunk: Buffer) => Promise<void>;
  #partial: Buffer | null = null;
  #filled = 0;

  /** @param take is given each chunk, and has copied it when it resolves. */
  constructor(take: (chunk: Buffer) => Promise<void>) {
    this.#take = take;
  }

  async write(bytes: Buffer): Promise<void> {
    let rest = bytes;
    while (rest.length > 0) {
      if (this.#filled === 0 && rest.length >= CHUNK_SIZE) {
        await this.#take(rest.subarray(0, CHUNK_SIZE));
        rest = rest.subarray(CHUNK_SIZE);
      } else {
        rest = rest.subarray(this.#gather(rest));
        if (this.#filled === CHUNK_SIZE) await this.flush();
      }
    }
  }

  /** Passes on the short last chunk, if there is one. */
  async flush(): Promise<void> {
    if (!this.#partial || this.#filled === 0) return;
    const chunk = this.#partial.subarray(0, this.#filled);
    this.#filled = 0;
    await this.#take(chunk);
  }

  #gather(bytes: Buffer): number {
    this.#partial ??= Buffer.allocUnsafeSlow(CHUNK_SIZE);
    const copied = bytes.copy(this.#partial, this.#filled);
    this.#filled += copied;
    return copied;
  }
}
