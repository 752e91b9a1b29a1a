import { CHUNK_SIZE } from '../chunk-id.ts';
import { copyBytes } from '../copy-bytes.ts';
import type { HeldLease } from '../index/lease-keeper.ts';
import type { StoredTree } from '../ingest/ingest.ts';
import { LeasedTree, type IngestResources } from '../ingest/leased-tree.ts';
import type { OpenedTree } from '../read/stored-tree-reader.ts';
import type { TreeRun } from '../tree/tree-builder.ts';
import type { ChunkIdentity, ChunkPart, FileStretch } from '../workers/protocol.ts';
import type { Slot } from '../workers/slot-pool.ts';
import { isZero, ZERO_CHUNK } from '../zero-chunk.ts';
import type { Derivation } from './derivation.ts';
import { chunkFloor, sharedRuns, zeroRuns } from './shared-runs.ts';

/** Where the bytes of a range come from. */
interface Content {
  /** What of the range can be passed on as it is: runs from its beginning, which is a chunk's. Null when nothing can. */
  runs(offset: number, end: number): AsyncIterable<TreeRun> | Iterable<TreeRun> | null;
  /** Bytes within one chunk, or where a thread finds them. */
  bytes(offset: number, length: number): Promise<Buffer> | Buffer | FileStretch;
}

/** A chunk that is being put together. */
interface BegunChunk {
  readonly slot: Slot;
  /** What a thread has to read; all else is in the slot. */
  readonly parts: ChunkPart[];
}

/** The derivation as described in derivation.ts. */
export class TreeDerivation implements Derivation {
  readonly size: number;
  readonly #pool: IngestResources['pool'];
  readonly #tree: LeasedTree;
  readonly #base: Content;
  readonly #zeros: Content;
  /** All before is passed on, or lies in `#chunk`. */
  #at = 0;
  #chunk: BegunChunk | null = null;
  /** What threads read of files. */
  readonly #reading = new Set<Promise<unknown>>();

  /** @param base held by the lease; null for nothing but zeros. */
  constructor(resources: IngestResources, lease: HeldLease, base: OpenedTree | null, size: number) {
    if (!Number.isSafeInteger(size) || size < 0) throw new RangeError(`no tree has ${size} bytes`);
    this.size = size;
    this.#pool = resources.pool;
    this.#tree = new LeasedTree(resources, lease);
    this.#zeros = {
      runs: (offset, end) => zeroRuns({ offset, length: end - offset }, size),
      bytes: (_, length) => ZERO_CHUNK.subarray(0, length),
    };
    this.#base = base ? contentOf(base, size, this.#zeros) : this.#zeros;
  }

  write(offset: number, bytes: Buffer): Promise<void> {
    return this.#put(offset, bytes.length, {
      runs: () => null,
      bytes: (start, length) => bytes.subarray(start - offset, start - offset + length),
    });
  }

  writeFile(offset: number, { file, ...from }: FileStretch): Promise<void> {
    return this.#put(offset, from.length, {
      runs: () => null,
      bytes: (start, length) => ({ file, offset: start - offset + from.offset, length }),
    });
  }

  zero(offset: number, length: number): Promise<void> {
    return this.#put(offset, length, this.#zeros);
  }

  finish(as?: 'page' | 'root'): Promise<StoredTree> {
    return this.#tree.run(async () => {
      await this.#pass(this.size, this.#base);
      return this.#tree.finish(async () => ({}), as);
    });
  }

  async abort(): Promise<void> {
    try {
      await this.#tree.abort(() => {
        this.#chunk?.slot.release();
        this.#chunk = null;
      });
    } finally {
      await Promise.allSettled(this.#reading);
    }
  }

  #put(offset: number, length: number, content: Content): Promise<void> {
    return this.#tree.run(async () => {
      const isRange = Number.isSafeInteger(offset) && length >= 0 && Number.isSafeInteger(offset + length);
      if (!isRange || offset < this.#at || offset + length > this.size) {
        throw new RangeError(`no range of ${length} bytes at ${offset} can follow ${this.#at} of ${this.size} bytes`);
      }
      await this.#pass(offset, this.#base);
      await this.#pass(offset + length, content);
    });
  }

  /** Passes on what lies before `end`, of one content. */
  async #pass(end: number, content: Content): Promise<void> {
    while (this.#at < end) {
      const filled = this.#at % CHUNK_SIZE;
      const wholeEnd = end === this.size ? end : chunkFloor(end);
      const runs = filled === 0 && wholeEnd > this.#at ? content.runs(this.#at, wholeEnd) : null;
      if (runs) {
        for await (const run of runs) await this.#passRun(run);
      } else {
        const length = Math.min(CHUNK_SIZE - filled, end - this.#at);
        const bytes = await content.bytes(this.#at, length);
        const chunk = (this.#chunk ??= await this.#begin());
        if ('file' in bytes) chunk.parts.push({ ...bytes, at: filled });
        else copyBytes(bytes, chunk.slot.bytes, filled);
        this.#at += length;
        if (filled + length === CHUNK_SIZE || this.#at === this.size) {
          this.#chunk = null;
          this.#passChunk(chunk, filled + length);
        }
      }
    }
  }

  async #passRun(run: TreeRun): Promise<void> {
    await this.#tree.pipeline.room();
    this.#tree.pipeline.pushRun(run);
    this.#at += run.length;
  }

  async #begin(): Promise<BegunChunk> {
    await this.#tree.pipeline.room();
    return { slot: await this.#tree.slot(), parts: [] };
  }

  #passChunk({ slot, parts }: BegunChunk, length: number): void {
    const { pipeline } = this.#tree;
    if (parts.length > 0) {
      pipeline.pushMade(slot, length, this.#read(slot, length, parts));
    } else if (isZero(slot.bytes.subarray(0, length))) {
      slot.release();
      pipeline.pushZeros(length);
    } else pipeline.push(slot, length);
  }

  #read(slot: Slot, length: number, parts: readonly ChunkPart[]): Promise<ChunkIdentity | null> {
    const reading = this.#pool.take(slot, length, parts);
    this.#reading.add(reading);
    const ended = (): void => void this.#reading.delete(reading);
    reading.then(ended, ended);
    return reading;
  }
}

/** A base, and zeros beyond it. */
function contentOf({ reader, ...shared }: OpenedTree, size: number, zeros: Content): Content {
  // A short last chunk can be shared only where it is the last one again.
  const sharedEnd = reader.size === size ? size : chunkFloor(Math.min(reader.size, size));
  return {
    runs: (offset, end) => {
      if (offset >= reader.size) return zeros.runs(offset, end);
      const length = Math.min(end, sharedEnd) - offset;
      return length > 0 ? sharedRuns({ ...shared, size }, { offset, length }) : null;
    },
    bytes: async (offset, length) => {
      const bytes = await reader.read(offset, length);
      return bytes.length === length ? bytes : Buffer.concat([bytes, ZERO_CHUNK.subarray(0, length - bytes.length)]);
    },
  };
}
