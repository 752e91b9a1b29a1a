import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { PackedCodec } from '../formats/disk-map.ts';
import { PACKED_ROOM, PIECE } from './compression.ts';

/** Pieces that go to a thread together: 1 MiB, some 5 ms of work. */
const PIECES = 16;
/** Of a batch, in bytes. */
export const BATCH = PIECES * PIECE;
const MAX_THREADS = 8;
/** Batches for each thread: while it works on one, the next lies before it. */
const BATCHES_EACH = 2;
/** They keep next to nothing on their JavaScript heap. */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 4, stackSizeMb: 1 };

/** Given to a thread when it starts. */
export interface CompressionSetup {
  readonly codec: PackedCodec;
}

/** Memory for pieces and what becomes of them. It is handed over to the thread and back, so nothing is copied. */
export interface BatchMemory {
  /** {@link BATCH} bytes. */
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly packed: Uint8Array<ArrayBuffer>;
}

export interface Batch extends BatchMemory {
  /** Of the plain pieces, in bytes: a multiple of that of a piece. */
  readonly length: number;
}

/** A batch that was compressed: the pieces lie end to end in `packed`. */
export interface CompressionReply extends BatchMemory {
  /** Of each piece, in bytes; 0 for zeros, which are left out. */
  readonly lengths: readonly number[];
}

interface Thread {
  readonly worker: Worker;
  /** Those who wait for it, in the order in which it answers. */
  readonly waiting: PromiseWithResolvers<CompressionReply>[];
}

/**
 * Threads that compress the pieces of one file. They are not those of the system's pool, which has four for all files of
 * the process: whoever reads would wait for them.
 */
export class CompressionThreads {
  /** Batches that keep all threads busy. */
  readonly batches: number;
  readonly #setup: CompressionSetup;
  readonly #most: number;
  readonly #threads: Thread[] = [];
  readonly #idle: BatchMemory[] = [];
  #failure: Error | null = null;

  constructor(codec: PackedCodec, threads: number = Math.min(availableParallelism(), MAX_THREADS)) {
    this.#setup = { codec };
    this.#most = threads;
    this.batches = threads * BATCHES_EACH;
  }

  /** Memory for one more batch. */
  take(): BatchMemory {
    return this.#idle.pop() ?? { plain: new Uint8Array(BATCH), packed: new Uint8Array(PIECES * PACKED_ROOM) };
  }

  /** It must not be used any more. */
  giveBack({ plain, packed }: BatchMemory): void {
    this.#idle.push({ plain, packed });
  }

  /** The memory comes back with the reply. @throws when its thread ends. */
  compress(batch: Batch): Promise<CompressionReply> {
    if (this.#failure) return Promise.reject(this.#failure);
    const reply = Promise.withResolvers<CompressionReply>();
    const { worker, waiting } = this.#leastBusy();
    waiting.push(reply);
    worker.postMessage(batch, [batch.plain.buffer, batch.packed.buffer]);
    return reply.promise;
  }

  /** What they had to do fails. */
  async stop(): Promise<void> {
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
  }

  #leastBusy(): Thread {
    const [least] = this.#threads.toSorted((one, other) => one.waiting.length - other.waiting.length);
    return least && (least.waiting.length === 0 || this.#threads.length === this.#most) ? least : this.#start();
  }

  #start(): Thread {
    const worker = new Worker(new URL('compression-thread.ts', import.meta.url), {
      workerData: this.#setup,
      resourceLimits: RESOURCE_LIMITS,
      name: 'disk compression',
    });
    const thread: Thread = { worker, waiting: [] };
    worker.on('message', (reply: CompressionReply) => thread.waiting.shift()?.resolve(reply));
    worker.on('error', (cause) => this.#fail(thread, new Error('a thread that compresses failed', { cause })));
    worker.on('exit', () => this.#fail(thread, new Error('a thread that compresses has ended')));
    this.#threads.push(thread);
    return thread;
  }

  #fail(thread: Thread, error: Error): void {
    this.#failure ??= error;
    for (const { reject } of thread.waiting.splice(0)) reject(this.#failure);
  }
}
