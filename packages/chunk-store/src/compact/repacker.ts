import { Worker } from 'node:worker_threads';
import { ChunkStoreError } from '../errors.ts';
import type { RepackedChunk, ChunkToRepack } from './repack-chunk.ts';

/** Chunks that were repacked together; null stands for one that is damaged. */
export interface Repacked {
  readonly chunks: readonly (RepackedChunk | null)[];
  /** Processor time that it took, in milliseconds. */
  readonly cpu: number;
}

/** Checks stored chunks and, where that is wanted, compresses them better. */
export interface Repacker {
  /** @param level zstd level, or 0. @throws ChunkStoreError 'io' or 'aborted' when it ends before the answer. */
  repack(chunks: readonly ChunkToRepack[], level: number): Promise<Repacked>;
  close(): Promise<void>;
}

export interface RepackRequest {
  readonly chunks: readonly (Omit<ChunkToRepack, 'bytes'> & { readonly bytes: Uint8Array })[];
  readonly level: number;
}

export interface RepackReply {
  readonly chunks: readonly ((Omit<RepackedChunk, 'bytes'> & { readonly bytes: Uint8Array<ArrayBuffer> }) | null)[];
  readonly cpu: number;
}

/**
 * One thread of its own, so that compaction takes neither the main thread nor those that uploads wait for. It is
 * started with the first request and ended by `close`; requests are answered in order.
 */
export class ThreadRepacker implements Repacker {
  #worker: Worker | null = null;
  readonly #waiting: { resolve: (reply: RepackReply) => void; reject: (error: ChunkStoreError) => void }[] = [];

  async repack(chunks: readonly ChunkToRepack[], level: number): Promise<Repacked> {
    const reply = await new Promise<RepackReply>((resolve, reject) => {
      const worker = this.#start();
      this.#waiting.push({ resolve, reject });
      worker.ref();
      // A worker thread has no origin to name.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      worker.postMessage({ chunks, level } satisfies RepackRequest);
    });
    return {
      cpu: reply.cpu,
      chunks: reply.chunks.map((chunk) => chunk && { ...chunk, bytes: Buffer.from(chunk.bytes.buffer) }),
    };
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #start(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL('repack-thread.ts', import.meta.url), { name: 'compaction' });
    const fail = (error: ChunkStoreError): void => {
      if (this.#worker === worker) this.#worker = null;
      for (const { reject } of this.#waiting.splice(0)) reject(error);
    };
    worker.on('message', (reply: RepackReply) => {
      this.#waiting.shift()?.resolve(reply);
      if (this.#waiting.length === 0) worker.unref();
    });
    worker.on('error', (error) => {
      fail(new ChunkStoreError('io', 'the thread that compacts packs failed', error));
    });
    worker.on('exit', () => {
      fail(new ChunkStoreError('aborted', 'the thread that compacts packs has ended'));
    });
    this.#worker = worker;
    return worker;
  }
}
