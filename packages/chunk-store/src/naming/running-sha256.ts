import { CHUNK_SIZE } from '../chunk-id.ts';
import { copyBytes } from '../copy-bytes.ts';
import type { Checksums } from '../workers/worker-pool.ts';
import { isZero } from '../zero-chunk.ts';
import type { NamingThreads } from './disk-naming.ts';

/** The SHA-256 of bytes that go somewhere else, made by a thread of the store. */
export class RunningSha256 {
  readonly #threads: NamingThreads;
  readonly #signal: AbortSignal;
  readonly #checksum: Checksums;
  /** Resolves when what was given is with the thread, from which on it keeps the order. */
  #given: Promise<void> = Promise.resolve();
  #isOver = false;

  constructor(threads: NamingThreads, signal: AbortSignal) {
    this.#threads = threads;
    this.#signal = signal;
    this.#checksum = threads.pool.checksums(['sha256']);
  }

  /**
   * Calls may overlap, and are taken in order. What lies in shared memory, as chunks that are lent do, is read there by the
   * thread.
   *
   * @returns when the pieces have been read, and may be used again. @throws ChunkStoreError, the signal's reason.
   */
  async update(pieces: readonly Buffer[]): Promise<void> {
    const taken: Promise<void>[] = [];
    const before = this.#given;
    const given = (async (): Promise<void> => {
      await before;
      for (const piece of pieces) await this.#give(piece, taken);
    })();
    this.#given = given;
    try {
      await given;
    } finally {
      await Promise.allSettled(taken);
    }
    await Promise.all(taken);
  }

  /** @returns hex. @throws ChunkStoreError, what an `update` has failed with. */
  async finish(): Promise<string> {
    await this.#given;
    this.#isOver = true;
    const [sha256 = ''] = await this.#checksum.finish();
    return sha256;
  }

  /** Gives it up, unless it is finished. May be called again. */
  discard(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    // What the thread still has to say interests nobody, nor that it cannot.
    this.#checksum.finish().catch(() => undefined);
  }

  async #give(piece: Buffer, taken: Promise<void>[]): Promise<void> {
    this.#signal.throwIfAborted();
    const add = (work: Promise<void>): void => {
      // Met at the end; until then it is not an unhandled failure.
      work.catch(() => undefined);
      taken.push(work);
    };
    if (isShared(piece)) {
      add(this.#checksum.updateFrom(piece));
      return;
    }
    for (let done = 0; done < piece.length; done += CHUNK_SIZE) {
      const bytes = piece.subarray(done, done + CHUNK_SIZE);
      if (isZero(bytes)) add(this.#checksum.update(null, bytes.length));
      else {
        const slot = await this.#threads.slots.acquire(this.#signal);
        copyBytes(bytes, slot.bytes);
        add(this.#checksum.update(slot, bytes.length).finally(() => slot.release()));
      }
    }
  }
}

function isShared(bytes: Buffer): bytes is Buffer<SharedArrayBuffer> {
  return bytes.buffer instanceof SharedArrayBuffer;
}
