import { Worker } from 'node:worker_threads';
import type { DigestAlgorithm } from '../digest/digests.ts';
import { ChunkStoreError } from '../errors.ts';

/** Given to the thread when it starts. */
export interface ChecksumSetup {
  readonly algorithms: readonly DigestAlgorithm[];
}

/** The next bytes of the content, or so many zeros, or its end. Nobody changes the bytes before the reply. */
export type ChecksumRequest =
  | { readonly bytes: Uint8Array<SharedArrayBuffer> }
  | { readonly zeros: number }
  | { readonly end: true };

/** At the end the checksums in hex, in the order of the algorithms; null before. */
export type ChecksumReply = readonly string[] | null;

/** A thread that makes the checksums of one content and takes one request at a time. */
export class ChecksumWorker {
  readonly #worker: Worker;
  #waiting: PromiseWithResolvers<ChecksumReply> | null = null;
  #failure: ChunkStoreError | null = null;

  constructor(setup: ChecksumSetup) {
    this.#worker = new Worker(new URL('checksum-thread.ts', import.meta.url), {
      workerData: setup,
      name: 'chunk-store checksums',
    });
    this.#worker.on('message', (reply: ChecksumReply) => {
      this.#waiting?.resolve(reply);
      this.#waiting = null;
    });
    this.#worker.on('error', (error) => this.#fail(new ChunkStoreError('io', 'the thread of checksums failed', error)));
    this.#worker.on('exit', () => this.#fail(new ChunkStoreError('aborted', 'the thread of checksums has ended')));
  }

  /** @throws ChunkStoreError when the thread ends. */
  async request(request: ChecksumRequest): Promise<ChecksumReply> {
    if (this.#failure) throw this.#failure;
    this.#waiting = Promise.withResolvers();
    const { promise } = this.#waiting;
    this.#worker.postMessage(request, []);
    return promise;
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }

  #fail(error: ChunkStoreError): void {
    this.#failure ??= error;
    this.#waiting?.reject(this.#failure);
    this.#waiting = null;
  }
}
