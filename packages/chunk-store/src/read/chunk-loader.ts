import type { ChunkId } from '../chunk-id.ts';
import { ChunkStoreError, isChunkStoreError } from '../errors.ts';
import type { ChunkLocator } from '../index/chunk-index.ts';
import type { PackBackend, PackOrigin, PackReadOptions } from '../packs/pack-backend.ts';
import type { PackId } from '../packs/pack-id.ts';
import type { ChunkLocation, StoredChunk } from '../index/chunk-location.ts';
import { crc32 } from '../crc.ts';
import { packRuns, type PackRun } from './pack-runs.ts';
import { readRun } from './read-run.ts';
import type { WorkerPool } from '../workers/worker-pool.ts';
import type { LoadOptions } from './load-options.ts';
import type { StoredBytes } from './stored-bytes.ts';
import { plainRun } from './plain-run.ts';
import { plainChunk } from './stored-chunk.ts';

/** Told of a chunk that was read twice and is damaged. */
export type ReportDamage = (chunk: StoredChunk) => void;

/** Loads chunks from packs: one query for all, one read for neighbours, each chunk checked. Caches nothing. */
export class ChunkLoader {
  readonly #backend: PackBackend;
  readonly #index: ChunkLocator;
  readonly #pool: WorkerPool | null;
  readonly #report: ReportDamage;

  /** @param store with a pool, what is loaded into given memory is checked and decompressed there when that pays. */
  constructor(store: { backend: PackBackend; index: ChunkLocator; pool?: WorkerPool }, report: ReportDamage) {
    this.#backend = store.backend;
    this.#index = store.index;
    this.#pool = store.pool ?? null;
    this.#report = report;
  }

  /**
   * @param ids each once, best in the order of the content.
   * @returns at once, a promise for each chunk: one that is missing or corrupt does not spoil the others. All of them
   * have to be awaited. They reject with ChunkStoreError 'missing', 'corrupt', 'io'. The buffers may be views of one block.
   */
  load(ids: readonly ChunkId[], options: LoadOptions = {}): Map<ChunkId, Promise<Buffer>> {
    if (ids.length === 0) return new Map();
    const started = this.#start(ids, options);
    return new Map(ids.map((id) => [id, started.then((chunks) => chunks.get(id) ?? this.#refuse(id))]));
  }

  get origin(): PackOrigin {
    return this.#backend.origin;
  }

  /** Whether packs are files on this machine. */
  get hasFiles(): boolean {
    return this.#backend.useFile !== undefined;
  }

  /** Keeps the files of packs open while `work` goes on. To be called only where there are files. @throws ChunkStoreError */
  async useFiles<Result>(
    [pack, ...others]: readonly PackId[],
    work: (descriptors: ReadonlyMap<PackId, number>) => Promise<Result>,
    open: ReadonlyMap<PackId, number> = new Map(),
  ): Promise<Result> {
    if (pack === undefined) return work(open);
    if (!this.#backend.useFile) throw new ChunkStoreError('io', `pack ${pack} is no file`);
    return this.#backend.useFile(pack, (file) => this.useFiles(others, work, new Map([...open, [pack, file]])));
  }

  /** The places of chunks, to be handed to `load` soon: one query for many loads. */
  locate(ids: readonly ChunkId[]): Promise<Map<ChunkId, ChunkLocation>> {
    return this.#index.locate(ids);
  }

  /**
   * Chunks as they are stored, in the order of `ids`. One that cannot be had like that comes plain, by way of `load`.
   *
   * @throws ChunkStoreError 'missing', 'corrupt', 'io'.
   */
  async stored(ids: readonly ChunkId[]): Promise<readonly StoredBytes[]> {
    const found = new Map<ChunkId, StoredBytes>();
    for (const run of packRuns(await this.#located([...new Set(ids)]))) {
      for (const chunk of await this.#storedRun(run)) found.set(chunk.id, chunk);
    }
    const rest = [...new Set(ids)].filter((id) => !found.has(id));
    const loads = await Promise.all(
      [...this.load(rest)].map(async ([id, load]): Promise<StoredBytes> => ({ id, codec: 'plain', bytes: await load })),
    );
    for (const chunk of loads) found.set(chunk.id, chunk);
    return ids.flatMap((id) => found.get(id) ?? []);
  }

  /** Those of a run that are sound; none when the run cannot be read as one. */
  async #storedRun(run: PackRun): Promise<StoredBytes[]> {
    try {
      const all = await readRun(this.#backend, run, undefined);
      return run.chunks.flatMap(({ id, location: { codec, crc } }, position): StoredBytes[] => {
        const bytes = all[position];
        return bytes && crc32(bytes) === crc ? [{ id, codec, bytes }] : [];
      });
    } catch (error) {
      if (error instanceof ChunkStoreError) return [];
      throw error;
    }
  }

  async #start(ids: readonly ChunkId[], how: LoadOptions): Promise<Map<ChunkId, Promise<Buffer>>> {
    const chunks = new Map<ChunkId, Promise<Buffer>>();
    for (const run of packRuns(await this.#located(ids, how.places))) {
      const plains = plainRun({ backend: this.#backend, pool: this.#pool }, run, how);
      for (const [place, chunk] of run.chunks.entries()) {
        const plain = this.#orAgain(chunk, plains[place] ?? this.#refuse(chunk.id));
        // Every chunk is awaited by whoever asked for it, but later than now.
        plain.catch(() => undefined);
        chunks.set(chunk.id, plain);
      }
    }
    return chunks;
  }

  async #located(
    ids: readonly ChunkId[],
    places: ReadonlyMap<ChunkId, ChunkLocation> = new Map(),
  ): Promise<StoredChunk[]> {
    const absent = ids.filter((id) => !places.has(id));
    const locations = absent.length > 0 ? await this.#index.locate(absent) : places;
    return ids.flatMap((id) => {
      const location = places.get(id) ?? locations.get(id);
      return location ? [{ id, location }] : [];
    });
  }

  async #orAgain(chunk: StoredChunk, plain: Promise<Buffer>): Promise<Buffer> {
    try {
      return await plain;
    } catch (error) {
      if (isChunkStoreError(error, 'missing')) return this.#loadMoved(chunk.id, chunk.location.pack, error);
      if (isChunkStoreError(error, 'corrupt')) return this.#loadAgain(chunk);
      throw error;
    }
  }

  /** What was spoilt on the way is not spoilt in the store, and a pack that is cut still has what lies before the cut. */
  async #loadAgain(chunk: StoredChunk): Promise<Buffer> {
    try {
      return await this.#loadOne(chunk, { fresh: true });
    } catch (error) {
      if (isChunkStoreError(error, 'corrupt')) this.#report(chunk);
      throw error;
    }
  }

  async #refuse(id: ChunkId): Promise<never> {
    if (!(await this.#index.findQuarantined([id])).has(id)) throw missing(id);
    throw new ChunkStoreError('corrupt', `chunk ${id} was found damaged and is out of service until it is healed`);
  }

  async #loadOne(chunk: StoredChunk, options?: PackReadOptions): Promise<Buffer> {
    const { pack, offset, storedLength } = chunk.location;
    return plainChunk(chunk, await this.#backend.read(pack, offset, storedLength, options), this.#backend.origin);
  }

  /** Between query and read a pack may have been deleted because its living chunks have moved to another one. */
  async #loadMoved(id: ChunkId, from: string, cause: unknown): Promise<Buffer> {
    const [chunk] = await this.#located([id]);
    if (!chunk || chunk.location.pack === from) throw missing(id, cause);
    try {
      return await this.#loadOne(chunk);
    } catch (error) {
      if (!isChunkStoreError(error, 'missing')) throw error;
      return this.#loadMoved(id, chunk.location.pack, error);
    }
  }
}

function missing(id: ChunkId, cause?: unknown): ChunkStoreError {
  return new ChunkStoreError('missing', `chunk ${id} is not in the store`, cause);
}
