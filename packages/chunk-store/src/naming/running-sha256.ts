import { CHUNK_SIZE } from '../chunk-id.ts';
import { copyBytes } from '../copy-bytes.ts';
import type { Checksum } from '../workers/worker-pool.ts';
import type { NamingThreads } from './disk-naming.ts';

/** Pieces of one stream that are with the thread, at most. */
const AHEAD = 16;

/** The SHA-256 of bytes that go somewhere else, made by a thread of the store. One call at a time. */
export class RunningSha256 {
  readonly #threads: NamingThreads;
  readonly #signal: AbortSignal;
  readonly #checksum: Checksum;
  readonly #taken: Promise<void>[] = [];
  #isOver = false;

  constructor(threads: NamingThreads, signal: AbortSignal) {
    this.#threads = threads;
    this.#signal = signal;
    this.#checksum = threads.pool.checksum('sha256');
  }

  /** The buffer may be used again when it resolves. @throws ChunkStoreError, the signal's reason. */
  async update(bytes: Buffer): Promise<void> {
    for (let done = 0; done < bytes.length; done += CHUNK_SIZE) {
      const slot = await this.#threads.slots.acquire(this.#signal);
      const length = copyBytes(bytes.subarray(done, done + CHUNK_SIZE), slot.bytes);
      const taken = this.#checksum.update(slot, length).finally(() => slot.release());
      // Met in its turn; until then it is not an unhandled failure.
      taken.catch(() => undefined);
      this.#taken.push(taken);
      if (this.#taken.length > AHEAD) await this.#taken.shift();
    }
  }

  /** @returns hex. @throws ChunkStoreError. */
  async finish(): Promise<string> {
    await Promise.all(this.#taken);
    this.#isOver = true;
    return this.#checksum.finish();
  }

  /** Gives it up, unless it is finished. May be called again. */
  discard(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    // What the thread still has to say interests nobody, nor that it cannot.
    this.#checksum.finish().catch(() => undefined);
  }
}
