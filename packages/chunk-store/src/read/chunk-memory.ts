import { CHUNK_SIZE } from '../chunk-id.ts';

/** Memory for one chunk, shared with the worker threads. */
export type SharedChunk = Buffer<SharedArrayBuffer>;

/**
 * Memory for plain chunks, used again and again: memory that the system has to give anew, page by page, costs as much
 * as reading the chunk into it.
 */
export class ChunkMemory {
  readonly #capacity: number;
  readonly #free: SharedChunk[] = [];
  #given = 0;

  /** @param capacity chunks that are kept for the next use. */
  constructor(capacity: number) {
    this.#capacity = capacity;
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
    return this.#free.pop() ?? Buffer.from(new SharedArrayBuffer(CHUNK_SIZE));
  }

  /** The buffer must not be used any more. */
  giveBack(buffer: SharedChunk): void {
    this.#given -= 1;
    if (this.#given + this.#free.length < this.#capacity) this.#free.push(buffer);
  }
}
