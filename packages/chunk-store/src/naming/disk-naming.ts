import { CHUNK_SIZE, chunkIdOf } from '../chunk-id.ts';
import { copyBytes } from '../copy-bytes.ts';
import { chunkFloor, zeroRuns } from '../derive/shared-runs.ts';
import { TreeBuilder, type TreeRun } from '../tree/tree-builder.ts';
import type { TreeRoot } from '../tree/tree-root.ts';
import type { Slot, SlotPool } from '../workers/slot-pool.ts';
import type { WorkerPool } from '../workers/worker-pool.ts';
import { isZero, ZERO_CHUNK } from '../zero-chunk.ts';

/** Chunks of one disk that are with the threads, at most. */
const AHEAD = 16;

/** Where chunks are named. */
export interface NamingThreads {
  readonly slots: SlotPool;
  readonly pool: WorkerPool;
}

/**
 * Finds the root that the tree of a disk would have, for somebody who has the disk elsewhere: nothing is stored. The disk is
 * that of a tree where the roots are equal.
 *
 * One call at a time; after a failure only `discard` is left. Offsets and lengths in bytes.
 */
export class DiskNaming {
  /** Of the disk. */
  readonly size: number;
  readonly #threads: NamingThreads;
  readonly #signal: AbortSignal;
  readonly #tree = new TreeBuilder(async (page) => chunkIdOf(page));
  /** What follows what is in the tree, in order. */
  readonly #named: Promise<TreeRun>[] = [];
  /** The chunk that is being put together, where one is begun. */
  #slot: Slot | null = null;
  /** All before has been given, or is zeros. */
  #at = 0;

  constructor(threads: NamingThreads, size: number, signal: AbortSignal) {
    if (!Number.isSafeInteger(size) || size < 0) throw new RangeError(`no disk has ${size} bytes`);
    this.size = size;
    this.#threads = threads;
    this.#signal = signal;
  }

  /**
   * Takes what the disk holds from `offset` on; between the last bytes and these are zeros. The buffer may be used again when
   * it resolves.
   *
   * @throws RangeError when the bytes begin before the end of the last ones, or end beyond the disk. ChunkStoreError, the
   * signal's reason.
   */
  async write(offset: number, bytes: Buffer): Promise<void> {
    if (offset < this.#at || offset + bytes.length > this.size) {
      throw new RangeError(`${bytes.length} bytes at ${offset} cannot follow ${this.#at} of ${this.size} bytes`);
    }
    await this.#zeros(offset);
    for (let done = 0; done < bytes.length;) done += await this.#fill(bytes.subarray(done));
  }

  /** What comes after the last bytes is zeros. */
  async finish(): Promise<TreeRoot> {
    await this.#zeros(this.size);
    for (const run of this.#named) await this.#tree.pushRun(await run);
    return this.#tree.finish();
  }

  /** Gives its memory back, also when it is finished. May be called again. */
  discard(): void {
    this.#slot?.release();
    this.#slot = null;
  }

  async #zeros(end: number): Promise<void> {
    if (this.#slot && end > this.#at) await this.#fill(ZERO_CHUNK.subarray(0, end - this.#at));
    const wholeEnd = end === this.size ? end : chunkFloor(end);
    if (wholeEnd > this.#at) {
      const range = { offset: this.#at, length: wholeEnd - this.#at };
      for (const run of zeroRuns(range, this.size)) await this.#add(Promise.resolve(run));
      this.#at = wholeEnd;
    }
    if (end > this.#at) await this.#fill(ZERO_CHUNK.subarray(0, end - this.#at));
  }

  /** Takes bytes up to the end of a chunk. @returns how many. */
  async #fill(bytes: Buffer): Promise<number> {
    const filled = this.#at % CHUNK_SIZE;
    const part = bytes.subarray(0, CHUNK_SIZE - filled);
    const slot = (this.#slot ??= await this.#threads.slots.acquire(this.#signal));
    this.#at += copyBytes(part, slot.bytes, filled);
    const length = filled + part.length;
    if (length === CHUNK_SIZE || this.#at === this.size) {
      this.#slot = null;
      await this.#add(this.#name(slot, length));
    }
    return part.length;
  }

  async #name(slot: Slot, length: number): Promise<TreeRun> {
    try {
      const id = isZero(slot.bytes.subarray(0, length)) ? null : await this.#threads.pool.name(slot, length);
      return { level: 0, entries: [id], length };
    } finally {
      slot.release();
    }
  }

  async #add(run: Promise<TreeRun>): Promise<void> {
    // Met in its turn; until then it is not an unhandled failure.
    run.catch(() => undefined);
    this.#named.push(run);
    const first = this.#named.length > AHEAD ? this.#named.shift() : undefined;
    if (first) await this.#tree.pushRun(await first);
  }
}
