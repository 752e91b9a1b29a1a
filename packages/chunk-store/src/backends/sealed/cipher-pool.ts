import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { ChunkStoreError } from '../../errors.ts';
import type { PackCipher, RunPlace } from './block-run.ts';
import type { CipherReply, CipherRequest } from './cipher-thread.ts';

/** More threads than this are faster than any network; each takes about 10 MiB. */
const MAX_THREADS = 4;
/**
 * What they work on lies outside of their JavaScript heap, but counts when V8 decides to collect garbage: a lower limit
 * of the old generation makes a thread twice as slow.
 */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 4, stackSizeMb: 1 };

interface Job {
  readonly resolve: (reply: CipherReply) => void;
  readonly reject: (error: ChunkStoreError) => void;
}

/** Threads that encipher, so that the main thread does not: started with the first run, kept, replaced when one dies. */
export class CipherPool {
  readonly #size = Math.min(availableParallelism(), MAX_THREADS);
  #threads: CipherThread[] = [];

  /**
   * @param run in memory of its own, which is gone from here until the result brings it back.
   * @returns the same run, sealed. @throws ChunkStoreError 'io', 'aborted'.
   */
  async seal(cipher: PackCipher, run: Uint8Array<ArrayBuffer>, place: RunPlace): Promise<Buffer<ArrayBuffer>> {
    const { run: sealed } = await this.#leastBusy().request({ op: 'seal', cipher, place, run });
    return Buffer.from(sealed.buffer, sealed.byteOffset, sealed.length);
  }

  /**
   * @param run in memory of its own, which is gone from here until the result brings it back.
   * @returns the same memory, with the plain bytes at its beginning; `length` of them, or null when a block is not as it
   * was sealed. @throws ChunkStoreError 'io', 'aborted'.
   */
  async open(
    cipher: PackCipher,
    run: Uint8Array<ArrayBuffer>,
    place: RunPlace,
  ): Promise<{ readonly run: Buffer<ArrayBuffer>; readonly length: number | null }> {
    const { run: opened, length } = await this.#leastBusy().request({ op: 'open', cipher, place, run });
    return { run: Buffer.from(opened.buffer, opened.byteOffset, opened.length), length };
  }

  /** Ends the threads; what they had to do fails with 'aborted'. */
  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.stop()));
  }

  #leastBusy(): CipherThread {
    this.#threads = this.#threads.filter((thread) => thread.alive);
    const busy = this.#threads.every((thread) => thread.load > 0);
    if (busy && this.#threads.length < this.#size) this.#threads.push(new CipherThread());
    return this.#threads.reduce((best, thread) => (thread.load < best.load ? thread : best));
  }
}

class CipherThread {
  readonly #worker = new Worker(new URL('cipher-thread.ts', import.meta.url), {
    resourceLimits: RESOURCE_LIMITS,
    name: 'chunk-store-cipher',
  });
  readonly #jobs = new Map<number, Job>();
  #lastJob = 0;
  #failure: ChunkStoreError | null = null;

  constructor() {
    this.#worker.unref();
    this.#worker.on('message', (reply: CipherReply) => {
      const job = this.#jobs.get(reply.job);
      this.#jobs.delete(reply.job);
      if (this.#jobs.size === 0) this.#worker.unref();
      job?.resolve(reply);
    });
    this.#worker.on('error', (error) => {
      this.#fail(new ChunkStoreError('io', 'a cipher thread of the chunk store failed', error));
    });
    this.#worker.on('exit', () => {
      this.#fail(new ChunkStoreError('aborted', 'a cipher thread of the chunk store has ended'));
    });
  }

  /** Runs that lie before it. */
  get load(): number {
    return this.#jobs.size;
  }

  get alive(): boolean {
    return this.#failure === null;
  }

  request(request: Omit<CipherRequest, 'job'>): Promise<CipherReply> {
    if (this.#failure) return Promise.reject(this.#failure);
    const job = (this.#lastJob += 1);
    if (this.#jobs.size === 0) this.#worker.ref();
    return new Promise((resolve, reject) => {
      this.#jobs.set(job, { resolve, reject });
      this.#worker.postMessage({ job, ...request } satisfies CipherRequest, [request.run.buffer]);
    });
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }

  #fail(error: ChunkStoreError): void {
    this.#failure ??= error;
    for (const job of this.#jobs.values()) job.reject(this.#failure);
    this.#jobs.clear();
  }
}
