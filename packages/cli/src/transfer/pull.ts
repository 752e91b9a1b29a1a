import { constants } from 'node:fs';
import { copyFile, open, rename, stat, type FileHandle } from 'node:fs/promises';
import { CHUNK_SIZE, chunkIdOf, framedBytesAside, type StoredBytes } from '@ingot/chunk-store/wire';
import { FileChunks, type FileChunk } from './file-chunks.ts';
import { inLanes } from './lanes.ts';
import { MovedChunks, type LocalFile } from './moved-chunks.ts';
import { missingRuns } from './missing-runs.ts';
import { Patience } from './patience.ts';
import { RemoteTree, type ChunkRun } from './remote-tree.ts';
import { DEFAULT_LANES, TransferMeter, type Transferred, type TransferOptions } from './transfer.ts';
import { TreeIds } from './tree-ids.ts';
import { hasSystemCode } from '../system-error.ts';

export interface PullOptions extends TransferOptions {
  /** That is to be there afterwards. */
  readonly file: string;
  /** Local files, older versions for example; what they have, in the same place or another, is not fetched. */
  readonly seeds: readonly string[];
}

/** What came is not what was asked for, or is not what it is said to be. */
export class WrongContentError extends Error {
  override readonly name = 'WrongContentError';
}

/** Chunks that one lane sees to at a time: 256 MiB. */
const WINDOW = 1024;

/**
 * Makes `file` the data of an image. It grows beside it (`….ingot-pull`) and takes its place when all of it is there,
 * each chunk checked by its id and all ids by the root; what a broken pull has left there is used by the next one.
 * Zeros are left as holes.
 *
 * @throws RefusedError, UnreachableError, WrongContentError, or what the file system says.
 */
export async function pull(options: PullOptions): Promise<Transferred> {
  const { client, imageId, file, seeds, lanes = DEFAULT_LANES, signal } = options;
  const partial = `${file}.ingot-pull`;
  const tree = await RemoteTree.open(client, imageId, signal);
  const sources: LocalFile[] = [];
  const target = await openTarget(partial, seeds[0]);
  const chunks = new FileChunks(lanes);
  try {
    // What is there stays what it was: it is compared chunk by chunk.
    const { size } = await target.stat();
    for (const seed of seeds) {
      const handle = await open(seed);
      sources.push({ handle, size: (await handle.stat()).size });
    }
    await target.truncate(tree.size);
    const local = { target: { handle: target, size: Math.min(size, tree.size) }, seeds: sources };
    const transferred = await new FilePull(options, tree, chunks, local).run();
    await keepMode(target, file);
    await target.sync();
    await rename(partial, file);
    return transferred;
  } finally {
    await chunks.close();
    for (const { handle } of sources) await handle.close();
    await target.close();
  }
}

/** What a broken pull has left, else a clone of the seed where the file system can clone, else an empty file. */
async function openTarget(partial: string, seed: string | undefined): Promise<FileHandle> {
  if (seed !== undefined) {
    try {
      await copyFile(seed, partial, constants.COPYFILE_FICLONE_FORCE | constants.COPYFILE_EXCL);
    } catch {
      // There is one, or there are no clones here; a seed that cannot be read is told when it is opened.
    }
  }
  return open(partial, constants.O_RDWR | constants.O_CREAT);
}

/** Whoever could read the file that is replaced can read the new one; a new file is as the umask says. */
async function keepMode(target: FileHandle, file: string): Promise<void> {
  try {
    await target.chmod((await stat(file)).mode);
  } catch (error) {
    if (!hasSystemCode(error, 'ENOENT')) throw error;
  }
}

class FilePull {
  readonly #options: PullOptions;
  readonly #tree: RemoteTree;
  readonly #chunks: FileChunks;
  readonly #target: LocalFile;
  readonly #seeds: readonly LocalFile[];
  readonly #ids: TreeIds;
  /** By number: 1 for a chunk that is not there yet. */
  readonly #missing: Uint8Array;
  readonly #moved = new MovedChunks();
  readonly #meter: TransferMeter;
  readonly #patience: Patience;

  constructor(
    options: PullOptions,
    tree: RemoteTree,
    chunks: FileChunks,
    { target, seeds }: { readonly target: LocalFile; readonly seeds: readonly LocalFile[] },
  ) {
    this.#options = options;
    this.#tree = tree;
    this.#chunks = chunks;
    this.#target = target;
    this.#seeds = seeds;
    this.#ids = new TreeIds(tree.size);
    this.#missing = new Uint8Array(Math.ceil(tree.size / CHUNK_SIZE)).fill(1);
    this.#meter = new TransferMeter(tree.size, options.progress);
    this.#patience = new Patience(() => this.#meter.done, options.signal);
  }

  async run(): Promise<Transferred> {
    if (this.#seeds.length === 0) {
      await this.#windows(async (window, signal) => {
        await this.#take(window, signal);
        await this.#complete(window, signal);
      });
    } else {
      // What has moved is known when all of the seeds has been seen; nothing is fetched before.
      await this.#windows((window, signal) => this.#take(window, signal));
      for (const seed of this.#seeds) await this.#look(seed);
      await this.#windows((window, signal) => this.#complete(window, signal));
    }
    const root = this.#ids.root();
    if (root !== this.#tree.root) throw new WrongContentError('The service gave ids of other content than it named.');
    return { size: this.#tree.size, wire: this.#meter.wire, root };
  }

  /** Goes through the image, several windows at a time. */
  async #windows(work: (window: ChunkRun, signal: AbortSignal) => Promise<void>): Promise<void> {
    const { lanes = DEFAULT_LANES, signal } = this.#options;
    const total = this.#missing.length;
    let next = 0;
    const take = (): ChunkRun | null => {
      const first = next;
      next += WINDOW;
      return first < total ? { first, count: Math.min(WINDOW, total - first) } : null;
    };
    await inLanes(lanes, take, work, signal);
  }

  /** Takes what is here in its place. */
  async #take(window: ChunkRun, signal: AbortSignal): Promise<void> {
    const ids = await this.#patience.retry(() => this.#tree.ids(window, signal));
    this.#ids.setAll(window.first, ids);
    await this.#keep(window, signal);
    for (const seed of this.#seeds) await this.#copy(seed, window, signal);
  }

  /** Looks at what a seed has behind the end of the image. */
  async #look(seed: LocalFile): Promise<void> {
    const [first, end] = [this.#missing.length, Math.ceil(seed.size / CHUNK_SIZE)];
    const rest = { first, count: Math.max(0, end - first) };
    for await (const { id, number, release } of this.#chunks.read(seed.handle, seed.size, rest, this.#options.signal)) {
      release();
      if (id !== null) this.#moved.add(id, { file: seed, number });
    }
  }

  /** Takes what is here in another place, and fetches the rest. */
  async #complete(window: ChunkRun, signal: AbortSignal): Promise<void> {
    for (const number of this.#missingOf(window)) {
      const id = this.#ids.get(number);
      const place = id === null ? null : this.#moved.find(id);
      if (!place) continue;
      const there = { first: place.number, count: 1 };
      for await (const chunk of this.#chunks.read(place.file.handle, place.file.size, there, signal)) {
        await this.#writeIfWanted(number, chunk);
      }
    }
    for (;;) {
      const missing = this.#missingOf(window);
      if (missing.length === 0) return;
      try {
        await this.#fetch(missing, signal);
      } catch (error) {
        await this.#patience.afterFailure(error);
      }
    }
  }

  /** Strikes out what the target has; makes zeros of what is to be zeros, and is not. */
  async #keep(window: ChunkRun, signal: AbortSignal): Promise<void> {
    const { handle, size } = this.#target;
    for await (const chunk of this.#chunks.read(handle, size, window, signal)) {
      const wanted = this.#ids.get(chunk.number);
      // The last chunk of a file that was shorter is another one by now.
      const isWhole = chunk.bytes.length === this.#lengthOf(chunk.number);
      const isKept = isWhole && chunk.id === wanted;
      if (wanted === null && chunk.id !== null)
        await handle.write(chunk.bytes.fill(0), 0, chunk.bytes.length, chunk.number * CHUNK_SIZE);
      chunk.release();
      if (isKept) this.#has(chunk.number);
    }
    for (const number of this.#missingOf(window)) if (this.#ids.get(number) === null) this.#has(number);
  }

  /** Copies what a local file has in the same place, and remembers what is not wanted there. */
  async #copy(seed: LocalFile, window: ChunkRun, signal: AbortSignal): Promise<void> {
    for (const run of missingRuns(this.#missingOf(window))) {
      for await (const chunk of this.#chunks.read(seed.handle, seed.size, run, signal)) {
        const { id, number } = chunk;
        const isTaken = await this.#writeIfWanted(number, chunk);
        if (!isTaken && id !== null) this.#moved.add(id, { file: seed, number });
      }
    }
  }

  /** Gives the target a chunk of another file, if it is what is wanted at `number`, and releases it. */
  async #writeIfWanted(number: number, { id, bytes, release }: FileChunk): Promise<boolean> {
    const isWanted = id !== null && id === this.#ids.get(number);
    try {
      if (isWanted) await this.#write(number, bytes);
    } finally {
      release();
    }
    if (isWanted) this.#has(number);
    return isWanted;
  }

  async #fetch(expected: readonly number[], signal: AbortSignal): Promise<void> {
    let at = 0;
    const received = (bytes: number): void => this.#meter.sent(bytes);
    for await (const instruction of this.#tree.chunks(missingRuns(expected), signal, received)) {
      const number = expected[at];
      if (instruction.kind !== 'chunk' || number === undefined) throw unasked();
      const { id } = instruction;
      const bytes = await plainBytes(instruction, this.#lengthOf(number));
      if (bytes === null || id !== this.#ids.get(number) || chunkIdOf(bytes) !== id) {
        throw new WrongContentError(`What came for chunk ${number} of the image is something else.`);
      }
      await this.#write(number, bytes);
      this.#has(number);
      at += 1;
    }
    if (at < expected.length) throw new WrongContentError('The service gave fewer chunks than it was asked for.');
  }

  /** In order. */
  #missingOf({ first, count }: ChunkRun): number[] {
    const missing = [];
    for (let number = first; number < first + count; number += 1) if (this.#missing[number] === 1) missing.push(number);
    return missing;
  }

  #lengthOf(number: number): number {
    return Math.min(CHUNK_SIZE, this.#tree.size - number * CHUNK_SIZE);
  }

  async #write(number: number, bytes: Buffer): Promise<void> {
    await this.#target.handle.write(bytes, 0, bytes.length, number * CHUNK_SIZE);
  }

  #has(number: number): void {
    this.#missing[number] = 0;
    this.#meter.did(this.#lengthOf(number));
  }
}

/** @returns null when they have not that length, or are no frame. */
async function plainBytes({ codec, bytes }: StoredBytes, length: number): Promise<Buffer | null> {
  if (codec === 'zstd') return framedBytesAside(bytes, length);
  return bytes.length === length ? bytes : null;
}

function unasked(): WrongContentError {
  return new WrongContentError('The service gave something that it was not asked for.');
}
