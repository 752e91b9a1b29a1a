import { CHUNK_SIZE, type ChunkId } from '../chunk-id.ts';
import { encodePage, PAGE_FANOUT, type TreeEntry } from './page.ts';
import type { TreeRoot } from './tree-root.ts';

/** Keeps a page, and gives its id. */
export type StorePage = (page: Buffer, kind: 'page' | 'root') => Promise<ChunkId>;

interface OpenPage {
  entries: TreeEntry[];
  covered: number;
}

/**
 * Builds the tree over chunks that come in order. Holds one open page a level and nothing else: 4 pages for 8 PiB.
 *
 * A full page is closed only when something follows it, so that the last full page can become the root.
 */
export class TreeBuilder {
  readonly #levels: OpenPage[] = [{ entries: [], covered: 0 }];
  readonly #storePage: StorePage;
  #size = 0;

  constructor(storePage: StorePage) {
    this.#storePage = storePage;
  }

  /** Bytes of content so far. */
  get size(): number {
    return this.#size;
  }

  /** @param entry null for a chunk of zeros. @param length `CHUNK_SIZE`, or less for the last chunk. */
  async push(entry: TreeEntry, length: number): Promise<void> {
    if (this.#size % CHUNK_SIZE !== 0) throw new RangeError('nothing can follow the short last chunk of a tree');
    if (length < 1 || length > CHUNK_SIZE) throw new RangeError(`a chunk of ${length} bytes`);
    this.#size += length;
    await this.#add(0, entry, length);
  }

  /**
   * Closes the tree; nothing may be pushed afterwards.
   *
   * @param as how its root page is stored: as a page when the tree is only ever a piece of others.
   */
  async finish(as: 'page' | 'root' = 'root'): Promise<TreeRoot> {
    // `#levels` may grow while it is walked: the last page of a level can be the 1,025th of its parent.
    for (let level = 0; level < this.#levels.length - 1; level += 1) await this.#close(level);
    const level = this.#levels.length - 1;
    const { entries, covered } = this.#page(level);
    return (await this.#storePage(encodePage(level, covered, entries), as)) as TreeRoot;
  }

  async #add(level: number, entry: TreeEntry, length: number): Promise<void> {
    if (this.#page(level).entries.length === PAGE_FANOUT) await this.#close(level);
    const page = this.#page(level);
    page.entries.push(entry);
    page.covered += length;
  }

  async #close(level: number): Promise<void> {
    const { entries, covered } = this.#page(level);
    this.#levels[level] = { entries: [], covered: 0 };
    const zero = entries.every((entry) => entry === null);
    const id = zero ? null : await this.#storePage(encodePage(level, covered, entries), 'page');
    await this.#add(level + 1, id, covered);
  }

  #page(level: number): OpenPage {
    return (this.#levels[level] ??= { entries: [], covered: 0 });
  }
}
