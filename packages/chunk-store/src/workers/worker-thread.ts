import { Worker } from 'node:worker_threads';
import { ChunkStoreError } from '../errors.ts';
import type { WorkerBatch, WorkerReply, WorkerRequest, WorkerResults, WorkerSetup } from './protocol.ts';

/**
 * Nanoseconds a byte takes, by request: only the proportions matter, they spread work over the threads. Measured with
 * OpenSSL 3.5 and zstd 1.5 on an EPYC with SHA extensions.
 */
export const COST = {
  md5: 1.4,
  sha256: 0.7,
  sha512: 1.3,
  /** Of what is made at once. */
  md5AndSha512: 2,
  identify: 0.8,
  name: 0.7,
  compress: 4,
  read: 0.1,
  copy: 0.1,
  decompress: 0.6,
  inflate: 2.5,
  check: 0.1,
} as const;

/** Threads keep next to nothing on their JavaScript heap: what they work on is shared memory or native. */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 4, stackSizeMb: 1 };

/** While the thread works on one batch the next lies before it, so that it never waits; the rest is gathered here. */
const BATCHES_AHEAD = 2;
/** So many of a busy thread's requests go together at most: 4 MiB, or some 5 ms of hashing. */
const BATCH_SIZE = 16;
/** No more are added to so many nanoseconds of work: the first one's answer waits for the last one. */
const BATCH_COST = 5e6;

/** Somebody waits for the bytes; what else there is to do is work for later. */
const URGENT: ReadonlySet<WorkerRequest['op']> = new Set(['decode', 'read', 'pack-file']);

type Result = WorkerResults[WorkerRequest['op']];

interface Job {
  readonly request: WorkerRequest;
  readonly cost: number;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: ChunkStoreError) => void;
}

/** One worker thread and the requests it has not answered. Requests of a kind are done in the order in which they are made. */
export class WorkerThread {
  readonly #worker: Worker;
  /** Of what waits, what goes first. */
  readonly #urgent: Job[] = [];
  readonly #waiting: Job[] = [];
  readonly #sent: Job[][] = [];
  #load = 0;
  #isUp = false;
  #stopping = false;
  #failure: ChunkStoreError | null = null;

  constructor(setup: WorkerSetup) {
    this.#worker = new Worker(new URL('thread.ts', import.meta.url), {
      workerData: setup,
      resourceLimits: RESOURCE_LIMITS,
      name: 'chunk-store',
    });
    this.#worker.unref();
    this.#worker.on('online', () => {
      this.#isUp = true;
    });
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

  /** Whether it has started: before that, what is asked of it waits for some 50 ms. */
  get isUp(): boolean {
    return this.#isUp;
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
    this.#load += cost;
    if (this.#sent.length === 0) this.#worker.ref();
    return new Promise((resolve, reject) => {
      // The thread answers a request by the result of its `op`: see store-work.ts.
      const job = { request, cost, resolve: resolve as (result: Result) => void, reject };
      if (URGENT.has(request.op)) this.#urgent.push(job);
      else this.#waiting.push(job);
      this.#send();
    });
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#worker.ref();
    await this.#worker.terminate();
  }

  #send(): void {
    if (this.#sent.length >= BATCHES_AHEAD) return;
    // A batch is answered as a whole, so what is urgent goes by itself.
    const queue = this.#urgent.length > 0 ? this.#urgent : this.#waiting;
    const batch = queue.splice(0, batchLength(queue));
    if (batch.length === 0) return;
    this.#sent.push(batch);
    // A worker thread has no origin to name.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    this.#worker.postMessage(batch.map(({ request }) => request) satisfies WorkerBatch);
  }

  #settle(reply: WorkerReply): void {
    const batch = this.#sent.shift() ?? [];
    for (const { cost } of batch) this.#load -= cost;
    this.#send();
    if (this.#sent.length === 0) {
      this.#load = 0;
      // While it is being stopped the process must live to see its end.
      if (!this.#stopping) this.#worker.unref();
    }
    for (const [position, job] of batch.entries()) job.resolve(reply[position] ?? null);
  }

  #fail(error: ChunkStoreError): void {
    this.#failure ??= error;
    const lost = [...this.#sent.splice(0).flat(), ...this.#urgent.splice(0), ...this.#waiting.splice(0)];
    this.#load = 0;
    for (const job of lost) job.reject(this.#failure);
  }
}

function batchLength(queue: readonly Job[]): number {
  let cost = 0;
  for (const [length, job] of queue.slice(0, BATCH_SIZE).entries()) {
    if (cost >= BATCH_COST) return length;
    cost += job.cost;
  }
  return Math.min(queue.length, BATCH_SIZE);
}
