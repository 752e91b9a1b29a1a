import type { ChunkId } from '../chunk-id.ts';
import type { ChunkLocation } from '../index/chunk-location.ts';
import { decodePage, PAGE_FANOUT, type TreePage } from '../tree/page.ts';
import { ChunkCache, type ChunkLoan, type HowToLoad } from './chunk-cache.ts';
import type { PackOrigin } from '../packs/pack-backend.ts';
import type { PackId } from '../packs/pack-id.ts';
import type { ChunkMemory } from './chunk-memory.ts';
import type { ChunkLoader } from './chunk-loader.ts';
import type { StoredBytes } from './stored-bytes.ts';
import { LoadingCache } from './loading-cache.ts';

/** Pages, 32 KiB each, have a cache of their own, so that no amount of content drives them out: 128 map 32 GiB. */
const PAGES = 128;

export type Places = ReadonlyMap<ChunkId, ChunkLocation>;

/** Plain chunks and pages by id, from caches or packs; one for the whole store. */
export class ChunkReader {
  /** Sequential reads that somebody has begun and not ended; they share the memory for what is read ahead. */
  openStreams = 0;
  readonly #loader: ChunkLoader;
  readonly #chunks: ChunkCache;
  readonly #pages: LoadingCache<TreePage>;

  /** @param memory for the cache of chunks. */
  constructor(loader: ChunkLoader, memory: ChunkMemory) {
    this.#loader = loader;
    this.#chunks = new ChunkCache((ids, how) => loader.load(ids, how), memory);
    this.#pages = new LoadingCache({
      capacity: PAGES * PAGE_FANOUT,
      weigh: (page) => page.count,
      load: (ids) =>
        new Map([...loader.load(ids)].map(([id, load]) => [id, load.then((page) => decodePage(id, page))])),
    });
  }

  get origin(): PackOrigin {
    return this.#loader.origin;
  }

  /** Whether packs are files on this machine. */
  get hasFiles(): boolean {
    return this.#loader.hasFiles;
  }

  /** Keeps the files of packs open while `work` goes on. To be called only where there are files. @throws ChunkStoreError */
  useFiles<Result>(
    packs: ReadonlySet<PackId>,
    work: (descriptors: ReadonlyMap<PackId, number>) => Promise<Result>,
  ): Promise<Result> {
    return this.#loader.useFiles([...packs], work);
  }

  /** The places of chunks, to be handed to `lend` soon. */
  locate(ids: readonly ChunkId[]): Promise<Places> {
    return this.#loader.locate(ids);
  }

  /** @throws ChunkStoreError 'missing', 'corrupt', 'io'; then nothing is lent. */
  lend(ids: readonly ChunkId[], how?: HowToLoad): Promise<ChunkLoan> {
    return this.#chunks.lend(ids, how);
  }

  /** A chunk that is in the cache; null when it is not. */
  lendHeld(id: ChunkId): ReturnType<ChunkCache['lendHeld']> {
    return this.#chunks.lendHeld(id);
  }

  /** A page that is in the cache. */
  heldPage(id: ChunkId): TreePage | undefined {
    return this.#pages.recall(id);
  }

  /** Chunks as they are stored, in the order of `ids`. Nothing of it is kept in memory. @throws ChunkStoreError */
  stored(ids: readonly ChunkId[]): Promise<readonly StoredBytes[]> {
    return this.#loader.stored(ids);
  }

  /** @throws ChunkStoreError 'missing', 'corrupt' (no page, or not the one of this id), 'io'. */
  async pages(ids: readonly ChunkId[]): Promise<Map<ChunkId, TreePage>> {
    return this.#pages.get([...new Set(ids)]);
  }
}
