import type { ChunkId } from '../chunk-id.ts';
import { ChunkStoreError, isChunkStoreError } from '../errors.ts';
import type { ChunkLocator } from '../index/chunk-index.ts';
import type { PackBackend, PackReadOptions } from '../packs/pack-backend.ts';
import type { StoredChunk } from '../index/chunk-location.ts';
import { packRuns, type PackRun } from './pack-runs.ts';
import { plainChunk } from './stored-chunk.ts';

/** Told of a chunk that was read twice and is damaged. */
export type ReportDamage = (chunk: StoredChunk) => void;

/** Loads chunks from packs: one query for all, one read for neighbours, each chunk checked. Caches nothing. */
export class ChunkLoader {
  readonly #backend: PackBackend;
  readonly #index: ChunkLocator;
  readonly #report: ReportDamage;

  constructor(store: { backend: PackBackend; index: ChunkLocator }, report: ReportDamage) {
    this.#backend = store.backend;
    this.#index = store.index;
    this.#report = report;
  }

  /**
   * @param ids each once, best in the order of the content.
   * @returns at once, a promise for each chunk: one that is missing or corrupt does not spoil the others. All of them
   * have to be awaited. They reject with ChunkStoreError 'missing', 'corrupt', 'io'. The buffers may be views of one block.
   */
  load(ids: readonly ChunkId[]): Map<ChunkId, Promise<Buffer>> {
    if (ids.length === 0) return new Map();
    const started = this.#start(ids);
    return new Map(ids.map((id) => [id, started.then((chunks) => chunks.get(id) ?? this.#refuse(id))]));
  }

  async #start(ids: readonly ChunkId[]): Promise<Map<ChunkId, Promise<Buffer>>> {
    const chunks = new Map<ChunkId, Promise<Buffer>>();
    for (const run of packRuns(await this.#locate(ids))) {
      const bytes = this.#backend.read(run.pack, run.offset, run.length);
      for (const chunk of run.chunks) {
        const plain = this.#plain(run, chunk, bytes);
        // Every chunk is awaited by whoever asked for it, but later than now.
        plain.catch(() => undefined);
        chunks.set(chunk.id, plain);
      }
    }
    return chunks;
  }

  async #locate(ids: readonly ChunkId[]): Promise<StoredChunk[]> {
    const locations = await this.#index.locate(ids);
    return ids.flatMap((id) => {
      const location = locations.get(id);
      return location ? [{ id, location }] : [];
    });
  }

  async #plain(run: PackRun, chunk: StoredChunk, read: Promise<Buffer>): Promise<Buffer> {
    const { id, location } = chunk;
    const { origin } = this.#backend;
    try {
      const start = location.offset - run.offset;
      return await plainChunk(chunk, (await read).subarray(start, start + location.storedLength), origin);
    } catch (error) {
      if (isChunkStoreError(error, 'missing')) return this.#loadMoved(id, location.pack, error);
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
    const [chunk] = await this.#locate([id]);
    if (!chunk || chunk.location.pack === from) throw missing(id, cause);
    return this.#loadOne(chunk);
  }
}

function missing(id: ChunkId, cause?: unknown): ChunkStoreError {
  return new ChunkStoreError('missing', `chunk ${id} is not in the store`, cause);
}
