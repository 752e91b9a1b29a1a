import { CHUNK_SIZE } from '../chunk-id.ts';

/** Memory for one chunk, shared with the worker threads. */
export type SharedChunk = Buffer<SharedArrayBuffer>;

/**
 * Memory for plain chunks, used again and again: memory that the system has to give anew, page by page, costs as much
 * as reading the chunk into it.
 */
export class ChunkMemory {
  /** What is used again: threads are given it once. What was never needed is never touched. */
  readonly block: SharedArrayBuffer;
  readonly #capacity: number;
  /** Of the block. */
  readonly #free: SharedChunk[] = [];
  #next = 0;
  #given = 0;

  /** @param capacity chunks that are kept for the next use. */
  constructor(capacity: number) {
    this.#capacity = capacity;
    this.block = new SharedArrayBuffer(capacity * CHUNK_SIZE);
  }

  /** Whether all that is kept is given out; what is taken all the same is given up when it comes back. */
  get isExhausted(): boolean {
    return this.#given >= this.#capacity;
  }

  /** Whether more is given out than is kept. */
  get isOverdrawn(): boolean {
    return this.#given > this.#capacity;
  }

  /** @returns `CHUNK_SIZE` bytes, whatever they hold. */
  take(): SharedChunk {
    this.#given += 1;
    return this.#free.pop() ?? this.#untouched() ?? Buffer.from(new SharedArrayBuffer(CHUNK_SIZE));
  }

  /** The buffer must not be used any more. */
  giveBack(buffer: SharedChunk): void {
    this.#given -= 1;
    if (buffer.buffer === this.block) this.#free.push(buffer);
  }

  #untouched(): SharedChunk | null {
    if (this.#next === this.#capacity) return null;
    this.#next += 1;
    return Buffer.from(this.block, (this.#next - 1) * CHUNK_SIZE, CHUNK_SIZE);
  }
}
