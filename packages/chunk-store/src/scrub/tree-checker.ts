import type { ChunkId } from '../chunk-id.ts';
import { isChunkStoreError } from '../errors.ts';
import type { ChunkLocator } from '../index/chunk-index.ts';
import type { ChunkLoader } from '../read/chunk-loader.ts';
import { childPlace, decodePage, requirePlace, requireRoot, type TreePage } from '../tree/page.ts';
import type { TreeRoot } from '../tree/tree-root.ts';

/** Pages below which nothing is damaged that are remembered: 16 TiB of distinct content, 10 MiB of memory. */
const REMEMBERED_PAGES = 65_536;

/** What of a tree cannot be read. */
export interface TreeDamage {
  /** Chunks that are quarantined, or not there. */
  readonly chunks: number;
  /** Pages that are quarantined, not there, or no pages: what is below them is not counted. */
  readonly pages: number;
}

/**
 * Finds out which trees reach chunks that cannot be read. Pages are read and chunks are looked up; what several trees
 * have in common is walked once, as far as one checker remembers it.
 */
export class TreeChecker {
  readonly #loader: ChunkLoader;
  readonly #index: ChunkLocator;
  readonly #sound = new Set<ChunkId>();

  constructor(store: { readonly loader: ChunkLoader; readonly index: ChunkLocator }) {
    this.#loader = store.loader;
    this.#index = store.index;
  }

  /** @throws ChunkStoreError 'io' and the like, or the signal's reason. */
  async check(root: TreeRoot, signal?: AbortSignal): Promise<TreeDamage> {
    const damage = { chunks: 0, pages: 0 };
    await this.#enter(root, requireRoot, damage, signal);
    return damage;
  }

  async #enter(
    id: ChunkId,
    require: (page: TreePage) => TreePage,
    damage: { chunks: number; pages: number },
    signal: AbortSignal | undefined,
  ): Promise<void> {
    signal?.throwIfAborted();
    if (this.#sound.has(id)) return;
    const page = await this.#page(id, require);
    if (!page) {
      damage.pages += 1;
      return;
    }
    const before = damage.chunks + damage.pages;
    if (page.level === 0) damage.chunks += await this.#countAbsent(page);
    else {
      for (let position = 0; position < page.count; position += 1) {
        const child = page.entry(position);
        const place = childPlace(page, position);
        if (child !== null) await this.#enter(child, (below) => requirePlace(below, place), damage, signal);
      }
    }
    if (damage.chunks + damage.pages === before) this.#remember(id);
  }

  /** @returns null when there is no such page. */
  async #page(id: ChunkId, require: (page: TreePage) => TreePage): Promise<TreePage | null> {
    try {
      const bytes = await this.#loader.load([id]).get(id);
      return bytes ? require(decodePage(id, bytes)) : null;
    } catch (error) {
      if (isChunkStoreError(error, 'missing') || isChunkStoreError(error, 'corrupt')) return null;
      throw error;
    }
  }

  async #countAbsent(page: TreePage): Promise<number> {
    const ids = new Set<ChunkId>();
    for (let position = 0; position < page.count; position += 1) {
      const id = page.entry(position);
      if (id !== null) ids.add(id);
    }
    return ids.size - (await this.#index.locate([...ids])).size;
  }

  #remember(id: ChunkId): void {
    this.#sound.add(id);
    if (this.#sound.size <= REMEMBERED_PAGES) return;
    for (const oldest of this.#sound) {
      this.#sound.delete(oldest);
      return;
    }
  }
}
