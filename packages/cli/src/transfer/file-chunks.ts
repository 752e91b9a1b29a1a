import type { FileHandle } from 'node:fs/promises';
import { CHUNK_SIZE, isZero, SlotPool, WorkerPool, type ChunkId, type Slot } from '@ingot/chunk-store/wire';

export interface NamedChunk {
  /** Counted from 0. */
  readonly number: number;
  /** Null for zeros. */
  readonly id: ChunkId | null;
}

/** A chunk of a file, in memory until it is released. */
export interface FileChunk extends NamedChunk {
  readonly bytes: Buffer;
  readonly release: () => void;
}

/** Chunks read at once: 1 MiB. */
const TOGETHER = 4;
/** Reads under way in one walk, besides the one that is looked at. */
const AHEAD = 4;

/** Reads files chunk by chunk, and names each on a thread. Bounded by its slots, however many files are read. */
export class FileChunks {
  readonly #slots: SlotPool;
  readonly #pool: WorkerPool;

  /** @param walks how many there are at a time, at most. */
  constructor(walks: number, threads?: number) {
    // Each holds what is read ahead and what is looked at; with fewer they would wait for each other.
    this.#slots = new SlotPool(walks * TOGETHER * (AHEAD + 2));
    this.#pool = new WorkerPool(this.#slots, threads, [], 'files');
  }

  /**
   * The chunks of a file from `first` on, in order, reading ahead. What lies behind the end of the file is left out.
   *
   * @param size of the file, in bytes. Each chunk has to be released before many more are asked for.
   * @throws Error when the file is shorter than that by now, or what the file system says.
   */
  async *read(
    file: FileHandle,
    size: number,
    { first, count }: { readonly first: number; readonly count: number },
    signal: AbortSignal,
  ): AsyncGenerator<FileChunk> {
    const end = Math.min(first + count, Math.ceil(size / CHUNK_SIZE));
    const ahead: Promise<FileChunk[]>[] = [];
    let next = first;
    try {
      for (;;) {
        for (; next < end && ahead.length <= AHEAD; next += TOGETHER) {
          const batch = this.#batch(file, size, next, Math.min(next + TOGETHER, end), signal);
          // Awaited in its turn.
          batch.catch(() => undefined);
          ahead.push(batch);
        }
        const batch = await ahead.shift();
        if (!batch) return;
        yield* releasingRest(batch);
      }
    } finally {
      for (const batch of await Promise.allSettled(ahead)) {
        if (batch.status === 'fulfilled') for (const { release } of batch.value) release();
      }
    }
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }

  async #batch(file: FileHandle, size: number, first: number, end: number, signal: AbortSignal): Promise<FileChunk[]> {
    const slots: Slot[] = [];
    try {
      for (let number = first; number < end; number += 1) slots.push(await this.#slots.acquire(signal));
      const bytes = slots.map((slot, at) => slot.bytes.subarray(0, size - (first + at) * CHUNK_SIZE));
      await readFully(file, bytes, first * CHUNK_SIZE);
      return await Promise.all(slots.map((slot, at) => this.#name(slot, bytes[at] ?? slot.bytes, first + at)));
    } catch (error) {
      for (const slot of slots) slot.release();
      throw error;
    }
  }

  async #name(slot: Slot, bytes: Buffer, number: number): Promise<FileChunk> {
    const id = isZero(bytes) ? null : await this.#pool.name(slot, bytes.length);
    return { number, id, bytes, release: () => slot.release() };
  }
}

/** Chunks of a batch; who stops in the middle has the rest released. */
function* releasingRest(batch: readonly FileChunk[]): Generator<FileChunk> {
  let given = 0;
  try {
    for (const chunk of batch) {
      given += 1;
      yield chunk;
    }
  } finally {
    for (const { release } of batch.slice(given)) release();
  }
}

async function readFully(file: FileHandle, buffers: readonly Buffer[], position: number): Promise<void> {
  const wanted = buffers.reduce((sum, { length }) => sum + length, 0);
  const { bytesRead } = await file.readv(buffers, position);
  if (bytesRead === wanted) return;
  // A read may be short for no reason of the file's.
  let offset = 0;
  for (const buffer of buffers) {
    for (let read = 0; read < buffer.length;) {
      const more = await file.read(buffer, read, buffer.length - read, position + offset + read);
      if (more.bytesRead === 0)
        throw new Error(`The file ended at byte ${position + offset + read} while it was read.`);
      read += more.bytesRead;
    }
    offset += buffer.length;
  }
}
