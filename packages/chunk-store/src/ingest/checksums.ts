import type { Slot } from '../workers/slot-pool.ts';
import type { Checksums, WorkerPool } from '../workers/worker-pool.ts';

/** MD5 and SHA-512 of the whole stream: an image's `checksum` and `os_hash_value` in Glance's terms. */
export class StreamChecksums {
  readonly #checksums: Checksums;
  readonly #settled: () => void;
  readonly #failed: (error: unknown) => void;
  #pending = 0;
  #ended = false;

  constructor(pool: WorkerPool, on: { settled: () => void; failed: (error: unknown) => void }) {
    this.#checksums = pool.checksums(['md5', 'sha512']);
    this.#settled = on.settled;
    this.#failed = on.failed;
  }

  /** Updates that have not been worked off. */
  get pending(): number {
    return this.#pending;
  }

  /** @param slot the chunk, which is kept until it has been read; null for zeros. */
  update(slot: Slot | null, length: number): void {
    void this.#update(slot, length);
  }

  /** Gives the checksums up, unless they are finished. */
  discard(): void {
    if (this.#ended) return;
    // What the threads still have to say about this stream interests nobody, nor that they can't.
    this.finish().catch(() => undefined);
  }

  async finish(): Promise<{ md5: string; sha512: string }> {
    this.#ended = true;
    const [md5 = '', sha512 = ''] = await this.#checksums.finish();
    return { md5, sha512 };
  }

  async #update(slot: Slot | null, length: number): Promise<void> {
    this.#pending += 1;
    slot?.retain();
    try {
      await this.#checksums.update(slot, length);
    } catch (error) {
      this.#failed(error);
    } finally {
      this.#pending -= 1;
      slot?.release();
      this.#settled();
    }
  }
}
