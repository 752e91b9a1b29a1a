import { Worker } from 'node:worker_threads';
import { ChunkStoreError } from '../errors.ts';
import type { WorkerMessage, WorkerReply, WorkerRequest, WorkerResults, WorkerSetup } from './protocol.ts';

/**
 * Nanoseconds a byte takes, by request: only the proportions matter, they spread work over the threads. Measured with
 * OpenSSL 3.5 and zstd 1.5 on an EPYC with SHA extensions.
 */
export const COST = { md5: 1.4, sha512: 1.3, identify: 0.9, compress: 4 } as const;

/** Threads keep next to nothing on their JavaScript heap: what they work on is shared memory or native. */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 4, stackSizeMb: 1 };

type Result = WorkerResults[WorkerRequest['op']];

interface Job {
  readonly cost: number;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: ChunkStoreError) => void;
}

/** One worker thread and the requests it has not answered. Requests are done in the order in which they are made. */
export class WorkerThread {
  readonly #worker: Worker;
  readonly #jobs = new Map<number, Job>();
  #lastJob = 0;
  #load = 0;
  #stopping = false;
  #failure: ChunkStoreError | null = null;

  constructor(setup: WorkerSetup) {
    this.#worker = new Worker(new URL('thread.ts', import.meta.url), {
      workerData: setup,
      resourceLimits: RESOURCE_LIMITS,
      name: 'chunk-store',
    });
    this.#worker.unref();
    this.#worker.on('message', (reply: WorkerReply) => {
      this.#settle(reply);
    });
    this.#worker.on('error', (error) => {
      this.#fail(new ChunkStoreError('io', 'a worker thread of the chunk store failed', error));
    });
    this.#worker.on('exit', () => {
      this.#fail(new ChunkStoreError('aborted', 'a worker thread of the chunk store has ended'));
    });
  }

  /** Work that lies before it, in nanoseconds. */
  get load(): number {
    return this.#load;
  }

  get alive(): boolean {
    return this.#failure === null;
  }

  /** @param cost in nanoseconds, about. @throws ChunkStoreError 'io' or 'aborted' when the thread ends before the answer. */
  request<Op extends WorkerRequest['op']>(
    request: Extract<WorkerRequest, { op: Op }>,
    cost: number,
  ): Promise<WorkerResults[Op]> {
    if (this.#failure) return Promise.reject(this.#failure);
    const job = (this.#lastJob += 1);
    this.#load += cost;
    if (this.#jobs.size === 0) this.#worker.ref();
    return new Promise((resolve, reject) => {
      // The thread answers a request by the result of its `op`: see `perform` in thread.ts.
      this.#jobs.set(job, { cost, resolve: resolve as (result: Result) => void, reject });
      // A worker thread has no origin to name.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      this.#worker.postMessage({ job, request } satisfies WorkerMessage);
    });
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#worker.terminate();
  }

  #settle({ job, result }: WorkerReply): void {
    const known = this.#jobs.get(job);
    if (!known) return;
    this.#jobs.delete(job);
    this.#load = this.#jobs.size === 0 ? 0 : this.#load - known.cost;
    // While it is being stopped the process must live to see its end.
    if (this.#jobs.size === 0 && !this.#stopping) this.#worker.unref();
    known.resolve(result);
  }

  #fail(error: ChunkStoreError): void {
    this.#failure ??= error;
    for (const job of this.#jobs.values()) job.reject(this.#failure);
    this.#jobs.clear();
    this.#load = 0;
  }
}
