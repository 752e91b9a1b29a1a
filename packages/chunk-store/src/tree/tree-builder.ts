import { CHUNK_SIZE, type ChunkId } from '../chunk-id.ts';
import { encodePage, entrySpan, PAGE_FANOUT, type TreeEntry } from './page.ts';
import type { TreeRoot } from './tree-root.ts';

/** Keeps a page, and gives its id. */
export type StorePage = (page: Buffer, kind: 'page' | 'root') => Promise<ChunkId>;

/**
 * Neighbouring subtrees of one level: pages of that level less one, or chunks, or zeros. Each but the last of a tree
 * covers all that it can.
 */
export interface TreeRun {
  /** Of the page whose entries they are. */
  readonly level: number;
  readonly entries: readonly TreeEntry[];
  /** Bytes under all of them. */
  readonly length: number;
}

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
   * Adds subtrees that are stored, each in the time of a chunk. They stand at a multiple of what one of them covers.
   *
   * @param run of a level that the tree has: what is all there is would not be under a root.
   */
  async pushRun({ level, entries, length }: TreeRun): Promise<void> {
    const span = entrySpan(level);
    if (this.#size % span !== 0) throw new RangeError(`no page of level ${level} has an entry at byte ${this.#size}`);
    if (entries.length !== Math.ceil(length / span))
      throw new RangeError(`${entries.length} entries for ${length} bytes`);
    for (let below = 0; below < level; below += 1) await this.#closeUsed(below);
    for (const [position, entry] of entries.entries()) {
      const covered = Math.min(span, length - position * span);
      this.#size += covered;
      await this.#add(level, entry, covered);
    }
  }

  /**
   * Closes the tree; nothing may be pushed afterwards.
   *
   * @param as how its root page is stored: as a page when the tree is only ever a piece of others.
   */
  async finish(as: 'page' | 'root' = 'root'): Promise<TreeRoot> {
    // `#levels` may grow while it is walked: the last page of a level can be the 1,025th of its parent.
    for (let level = 0; level < this.#levels.length - 1; level += 1) await this.#closeUsed(level);
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

  /** Nothing was put into a page where a whole subtree came in its place. */
  async #closeUsed(level: number): Promise<void> {
    if (this.#page(level).entries.length > 0) await this.#close(level);
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
