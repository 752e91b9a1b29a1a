import type { ChunkId } from '../chunk-id.ts';
import { decodePage, PAGE_FANOUT, type TreePage } from '../tree/page.ts';
import type { ChunkLoader } from './chunk-loader.ts';
import { awaitAll, LoadingCache } from './loading-cache.ts';

/** Pages, 32 KiB each, have a cache of their own, so that no amount of content drives them out: 128 map 32 GiB. */
const PAGES = 128;

/** Plain chunks and pages by id, from caches or packs; one for the whole store. */
export class ChunkReader {
  /** Sequential reads that somebody has begun and not ended; they share the memory for what is read ahead. */
  openStreams = 0;
  readonly #loader: ChunkLoader;
  readonly #chunks: LoadingCache<Buffer>;
  readonly #pages: LoadingCache<TreePage>;

  /** @param cacheSize of chunks, in bytes. */
  constructor(loader: ChunkLoader, cacheSize: number) {
    this.#loader = loader;
    this.#chunks = new LoadingCache({
      capacity: cacheSize,
      weigh: (chunk) => chunk.length,
      load: (ids) => mapEach(loader.load(ids), (_, chunk) => ownBlock(chunk)),
    });
    this.#pages = new LoadingCache({
      capacity: PAGES * PAGE_FANOUT,
      weigh: (page) => page.count,
      load: (ids) => mapEach(loader.load(ids), decodePage),
    });
  }

  /**
   * Chunks for random access, through the cache.
   *
   * @returns the chunks by id; shared, not to be written to. @throws ChunkStoreError 'missing', 'corrupt', 'io'.
   */
  chunks(ids: readonly ChunkId[]): Promise<Map<ChunkId, Buffer>> {
    return this.#chunks.get([...new Set(ids)]);
  }

  /**
   * Chunks for one pass over content that need not fit the cache: taken from it, but not put into it.
   *
   * @returns the chunks by id; shared, not to be written to. @throws ChunkStoreError 'missing', 'corrupt', 'io'.
   */
  chunksOnce(ids: readonly ChunkId[]): Promise<Map<ChunkId, Buffer>> {
    const known = new Map([...new Set(ids)].map((id) => [id, this.#chunks.peek(id)]));
    const loads = this.#loader.load([...known].flatMap(([id, chunk]) => (chunk ? [] : [id])));
    return awaitAll([...known.keys()], (id) => known.get(id) ?? loads.get(id));
  }

  /** @throws ChunkStoreError 'missing', 'corrupt' (no page, or not the one of this id), 'io'. */
  async pages(ids: readonly ChunkId[]): Promise<Map<ChunkId, TreePage>> {
    return this.#pages.get([...new Set(ids)]);
  }
}

function mapEach<From, To>(
  loads: Map<ChunkId, Promise<From>>,
  map: (id: ChunkId, value: From) => To,
): Map<ChunkId, Promise<To>> {
  return new Map([...loads].map(([id, load]) => [id, load.then((value) => map(id, value))]));
}

/** A chunk in a memory block of its own: a view would keep the whole block that was read with it. */
function ownBlock(chunk: Buffer): Buffer {
  return chunk.length === chunk.buffer.byteLength ? chunk : Buffer.from(new Uint8Array(chunk).buffer);
}
