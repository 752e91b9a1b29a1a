import { read } from 'node:fs';
import { promisify } from 'node:util';
import { CHUNK_ID_SIZE, CHUNK_SIZE, chunkIdFromBytes, chunkIdOf } from '../chunk-id.ts';
import { copyBytes } from '../copy-bytes.ts';
import { chunkFloor, zeroRuns } from '../derive/shared-runs.ts';
import { ChunkStoreError } from '../errors.ts';
import { TreeBuilder, type TreeRun } from '../tree/tree-builder.ts';
import type { TreeRoot } from '../tree/tree-root.ts';
import type { FileStretch } from '../workers/protocol.ts';
import type { Slot, SlotPool } from '../workers/slot-pool.ts';
import type { WorkerPool } from '../workers/worker-pool.ts';
import { isZero, ZERO_CHUNK } from '../zero-chunk.ts';

/** Chunks of one disk that are with the threads at most, or stretches of a file. */
const AHEAD = 16;
/** Chunks of a file that a thread reads and names at a time: a message costs as much as naming a part of one. */
const STRETCH = 4 * CHUNK_SIZE;
/** Of their ids, in bytes. */
const IDS = (STRETCH / CHUNK_SIZE) * CHUNK_ID_SIZE;
const NO_ID = Buffer.alloc(CHUNK_ID_SIZE);

const readAt = promisify(read);

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
  /** Where threads put the ids of chunks of files: room for more stretches than are with them. */
  #ids: Slot | null = null;
  #stretches = 0;
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
    await this.#reach(offset, bytes.length);
    for (let done = 0; done < bytes.length;) done += await this.#fill(bytes.subarray(done));
  }

  /**
   * The same with a stretch of a file of this machine, which threads read by themselves, some of it after this has resolved:
   * the file stays open, and as it is, until the naming is finished or given up.
   *
   * @throws as `write`; ChunkStoreError 'io', from this call or a later one, when the file cannot be read or is shorter.
   */
  async writeFile(offset: number, { file, ...from }: FileStretch): Promise<void> {
    await this.#reach(offset, from.length);
    for (const end = offset + from.length; this.#at < end;) {
      this.#signal.throwIfAborted();
      const at = this.#at;
      const place = from.offset + at - offset;
      const wholeEnd = end === this.size ? end : chunkFloor(end);
      if (at % CHUNK_SIZE === 0 && wholeEnd > at) {
        const length = Math.min(STRETCH - (at % STRETCH), wholeEnd - at);
        const ids = (this.#ids ??= await this.#threads.slots.acquire(this.#signal));
        this.#at += length;
        await this.#add(this.#nameFile(ids, { file, offset: place, length }));
      } else {
        const length = Math.min(CHUNK_SIZE - (at % CHUNK_SIZE), end - at);
        await this.#fill(await readFully({ file, offset: place, length }));
      }
    }
  }

  /** What comes after the last bytes is zeros. */
  async finish(): Promise<TreeRoot> {
    await this.#zeros(this.size);
    for (const run of this.#named) await this.#tree.pushRun(await run);
    return this.#tree.finish();
  }

  /** Gives its memory back, also when it is finished. May be called again. No file is read any more when it resolves. */
  async discard(): Promise<void> {
    for (const slot of [this.#slot, this.#ids]) slot?.release();
    this.#slot = null;
    this.#ids = null;
    await Promise.allSettled(this.#named);
  }

  async #reach(offset: number, length: number): Promise<void> {
    if (offset < this.#at || offset + length > this.size) {
      throw new RangeError(`${length} bytes at ${offset} cannot follow ${this.#at} of ${this.size} bytes`);
    }
    await this.#zeros(offset);
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

  /** @param ids is the threads' until they have answered. */
  async #nameFile(ids: Slot, stretch: FileStretch): Promise<TreeRun> {
    const { length } = stretch;
    const start = (this.#stretches % (CHUNK_SIZE / IDS)) * IDS;
    this.#stretches += 1;
    ids.retain();
    try {
      const named = ids.bytes.subarray(start, start + Math.ceil(length / CHUNK_SIZE) * CHUNK_ID_SIZE);
      await this.#threads.pool.nameFile(stretch, named);
      const entries = Array.from({ length: named.length / CHUNK_ID_SIZE }, (_, position) => {
        const id = named.subarray(position * CHUNK_ID_SIZE, (position + 1) * CHUNK_ID_SIZE);
        return id.equals(NO_ID) ? null : chunkIdFromBytes(id);
      });
      return { level: 0, entries, length };
    } finally {
      ids.release();
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

/** A stretch that is shorter than a chunk. @throws ChunkStoreError 'io'. */
async function readFully({ file, offset, length }: FileStretch): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  for (let done = 0; done < length;) {
    const { bytesRead } = await readAt(file, bytes, done, length - done, offset + done).catch((error: unknown) => {
      throw new ChunkStoreError('io', 'a file cannot be read', error);
    });
    if (bytesRead === 0) throw new ChunkStoreError('io', `a file ends at byte ${offset + done}`);
    done += bytesRead;
  }
  return bytes;
}
