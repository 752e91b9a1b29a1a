import { open, type FileHandle } from 'node:fs/promises';
import { CHUNK_ID_SIZE, CHUNK_SIZE, isChunkStoreError, SlotPool, WorkerPool } from '@ingot/chunk-store/wire';
import type { ChunkRun } from './remote-tree.ts';
import { TreeIds } from './tree-ids.ts';

/** Chunks that are named in one go: 4 MiB. */
const STRETCH = 16;
/** Stretches that are with the threads at a time. */
const UNDER_WAY = 8;
/** Chunks that are named before anybody asks for them: 1 GiB, which the system has in memory when they are packed. */
const AHEAD = 4096;

/** A file that cannot be read, or is shorter than it was; it is told as the errors of system calls are. */
class FileReadError extends Error {
  override readonly name = 'FileReadError';
  readonly code = 'EIO';
  readonly syscall = 'read';
}

/**
 * A file whose chunks get their names from the beginning on, as soon as it is open, on threads that read it themselves.
 * Takes 32 bytes of memory for each 256 KiB.
 */
export class NamedFile {
  /** In bytes, when it was opened. */
  readonly size: number;
  /** Of those chunks that have names. */
  readonly ids: TreeIds;
  readonly #handle: FileHandle;
  readonly #memory: Buffer<SharedArrayBuffer>;
  readonly #pool: WorkerPool;
  readonly #total: number;
  /** In order; each resolves with the end of a stretch. */
  readonly #stretches: Promise<number>[] = [];
  #underWay = 0;
  /** What is named next, by any thread. */
  #next = 0;
  /** All before have names. */
  #named = 0;

  /** @throws what the file system says. */
  static async open(path: string): Promise<NamedFile> {
    const handle = await open(path);
    return new NamedFile(handle, (await handle.stat()).size);
  }

  private constructor(handle: FileHandle, size: number) {
    this.#handle = handle;
    this.size = size;
    this.#total = Math.ceil(size / CHUNK_SIZE);
    this.#memory = Buffer.from(new SharedArrayBuffer(this.#total * CHUNK_ID_SIZE));
    this.ids = new TreeIds(size, this.#memory);
    this.#pool = new WorkerPool(new SlotPool(0), undefined, [this.#memory.buffer], 'files');
    this.#start();
  }

  /**
   * Resolves when all chunks before `end` have names. One call at a time.
   *
   * @throws FileReadError
   */
  async namedUntil(end: number): Promise<void> {
    while (this.#named < end) {
      const [first] = this.#stretches;
      if (!first) return;
      this.#named = await first;
      void this.#stretches.shift();
      this.#start();
    }
  }

  /** Chunks that have names, a few and none of zeros, as instructions. @throws FileReadError */
  pack(run: ChunkRun): Promise<Buffer> {
    return reading(this.#pool.packFile(this.#pieceOf(run), this.#idsOf(run)));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#pool.close();
    await this.#handle.close();
  }

  #start(): void {
    while (this.#underWay < UNDER_WAY && this.#next < this.#total && this.#next < this.#named + AHEAD) {
      const stretch = this.#name({ first: this.#next, count: Math.min(STRETCH, this.#total - this.#next) });
      // Met in its turn; until then it is not an unhandled failure.
      stretch.catch(() => undefined);
      this.#stretches.push(stretch);
      this.#next += STRETCH;
    }
  }

  async #name(run: ChunkRun): Promise<number> {
    this.#underWay += 1;
    await reading(this.#pool.nameFile(this.#pieceOf(run), this.#idsOf(run)));
    this.#underWay -= 1;
    this.#start();
    return run.first + run.count;
  }

  #pieceOf({ first, count }: ChunkRun): { file: number; offset: number; length: number } {
    const offset = first * CHUNK_SIZE;
    return { file: this.#handle.fd, offset, length: Math.min(count * CHUNK_SIZE, this.size - offset) };
  }

  #idsOf({ first, count }: ChunkRun): Buffer<SharedArrayBuffer> {
    return this.#memory.subarray(first * CHUNK_ID_SIZE, (first + count) * CHUNK_ID_SIZE);
  }
}

async function reading<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw isChunkStoreError(error, 'io') ? new FileReadError(error.message, { cause: error }) : error;
  }
}
