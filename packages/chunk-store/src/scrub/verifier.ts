import { Worker } from 'node:worker_threads';
import { ChunkStoreError } from '../errors.ts';
import type { StoredChunk } from '../index/chunk-location.ts';

/** A stretch of a pack, and the chunks that lie in it. */
export interface VerifierRequest {
  readonly job: number;
  /** Where the bytes begin in the pack. */
  readonly offset: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly chunks: readonly StoredChunk[];
}

export interface VerifierReply {
  readonly job: number;
  /** Which of the chunks are sound, in their order. */
  readonly sound: readonly boolean[];
}

interface Waiting {
  readonly resolve: (sound: readonly boolean[]) => void;
  readonly reject: (error: ChunkStoreError) => void;
}

/**
 * Checks stored bytes on a thread of its own, which has a low priority: it gets a tenth of what others get that
 * want the same processor. Bytes are handed over, not copied. The thread lives as long as somebody scrubs.
 */
export class Verifier {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastJob = 0;
  #failure: ChunkStoreError | null = null;

  constructor() {
    this.#worker = new Worker(new URL('verifier-thread.ts', import.meta.url), { name: 'chunk-store scrub' });
    this.#worker.on('message', ({ job, sound }: VerifierReply) => {
      this.#waiting.get(job)?.resolve(sound);
      this.#waiting.delete(job);
    });
    this.#worker.on('error', (error) =>
      this.#fail(new ChunkStoreError('aborted', 'the thread of the scrub failed', error)),
    );
    this.#worker.on('exit', () => this.#fail(new ChunkStoreError('aborted', 'the thread of the scrub has ended')));
  }

  /**
   * @param bytes of a pack from `offset`; not to be used afterwards. @param chunks all of which lie in them.
   * @returns which chunks are sound. @throws ChunkStoreError 'aborted' when the thread ends.
   */
  check(offset: number, bytes: Buffer, chunks: readonly StoredChunk[]): Promise<readonly boolean[]> {
    if (this.#failure) return Promise.reject(this.#failure);
    const job = (this.#lastJob += 1);
    const own = ownBlock(bytes);
    return new Promise((resolve, reject) => {
      this.#waiting.set(job, { resolve, reject });
      this.#worker.postMessage({ job, offset, bytes: own, chunks } satisfies VerifierRequest, [own.buffer]);
    });
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }

  #fail(error: ChunkStoreError): void {
    this.#failure ??= error;
    for (const { reject } of this.#waiting.values()) reject(this.#failure);
    this.#waiting.clear();
  }
}

/** Only a whole block of memory can be handed over; a view of one that others use as well is copied. */
function ownBlock(bytes: Buffer): Uint8Array<ArrayBuffer> {
  const { buffer } = bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === bytes.length
    ? new Uint8Array(buffer)
    : new Uint8Array(bytes);
}
