import type { Slot } from '../workers/slot-pool.ts';
import type { Checksum, WorkerPool } from '../workers/worker-pool.ts';

/** MD5 and SHA-512 of the whole stream: an image's `checksum` and `os_hash_value` in Glance's terms. */
export class StreamChecksums {
  readonly #md5: Checksum;
  readonly #sha512: Checksum;
  readonly #settled: () => void;
  readonly #failed: (error: unknown) => void;
  #pending = 0;
  #ended = false;

  constructor(pool: WorkerPool, on: { settled: () => void; failed: (error: unknown) => void }) {
    this.#md5 = pool.checksum('md5');
    this.#sha512 = pool.checksum('sha512');
    this.#settled = on.settled;
    this.#failed = on.failed;
  }

  /** Updates that have not been worked off. */
  get pending(): number {
    return this.#pending;
  }

  /** @param slot the chunk, which is kept until both have read it; null for zeros. */
  update(slot: Slot | null, length: number): void {
    void this.#update(this.#md5, slot, length);
    void this.#update(this.#sha512, slot, length);
  }

  /** Gives the checksums up, unless they are finished. */
  discard(): void {
    if (this.#ended) return;
    // What the threads still have to say about this stream interests nobody, nor that they can't.
    this.finish().catch(() => undefined);
  }

  async finish(): Promise<{ md5: string; sha512: string }> {
    this.#ended = true;
    const [md5, sha512] = await Promise.all([this.#md5.finish(), this.#sha512.finish()]);
    return { md5, sha512 };
  }

  async #update(checksum: Checksum, slot: Slot | null, length: number): Promise<void> {
    this.#pending += 1;
    slot?.retain();
    try {
      await checksum.update(slot, length);
    } catch (error) {
      this.#failed(error);
    } finally {
      this.#pending -= 1;
      slot?.release();
      this.#settled();
    }
  }
}
