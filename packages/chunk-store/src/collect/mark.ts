import type { ChunkId } from '../chunk-id.ts';
import { isChunkStoreError, type ChunkStoreError } from '../errors.ts';
import type { Amount, ChunkIndex, CollectionPlan, Lease, MarkedChunk } from '../index/chunk-index.ts';
import type { ChunkLoader } from '../read/chunk-loader.ts';
import { childPlace, decodePage, requirePlace, requireRoot, type TreePage } from '../tree/page.ts';
import type { TreeRoot } from '../tree/tree-root.ts';

const ROOT_BATCH = 256;
/** Pages in memory at a time while their parent's entries are followed: 512 KiB a level. */
const PAGE_BATCH = 16;
/** Damaged trees that are listed by name; all are counted. */
const MAX_LISTED = 100;

/** A tree that something needs. Whoever lists it may add what he wants to know again when the tree is damaged. */
export interface LiveRoot {
  readonly root: TreeRoot;
  /** Why it is kept, in a word: the report has the sum for each. */
  readonly keptBy: string;
}

/** A live tree of which a page is missing or is not what it was. */
export interface DamagedTree<Root extends LiveRoot = LiveRoot> {
  readonly tree: Root;
  readonly reason: string;
}

/** What marking has found so far. */
export interface Marking<Root extends LiveRoot = LiveRoot> {
  /** Live trees that were listed. */
  roots: number;
  /** Chunks that are reached, by the reason that was listed first for them. */
  readonly kept: Map<string, Amount>;
  /** The first hundred. One that shares a damaged page with another may be left out. */
  readonly damaged: DamagedTree<Root>[];
  damagedTrees: number;
  /** What was last seen before this epoch is not reached by any of the damaged trees. */
  damageHorizon: number;
}

export function newMarking<Root extends LiveRoot>(): Marking<Root> {
  return { roots: 0, kept: new Map(), damaged: [], damagedTrees: 0, damageHorizon: Infinity };
}

interface MarkStore {
  readonly index: ChunkIndex;
  readonly loader: ChunkLoader;
}

/**
 * Marks all that the roots reach, into `marking`. A page that has the page mark is not entered again, so shared
 * subtrees are walked once. The data mark is lower: somebody can upload the bytes of a page as content, and what the
 * page refers to has to be followed nevertheless.
 *
 * @throws ChunkStoreError 'io' and the like: not being able to read is no damage.
 */
export async function markTrees<Root extends LiveRoot>(
  store: MarkStore,
  lease: Lease,
  plan: CollectionPlan,
  roots: AsyncIterable<Root>,
  marking: Marking<Root>,
  signal: AbortSignal,
): Promise<void> {
  const marker = new Marker(store, lease, plan, marking, signal);
  let batch = new Map<string, Map<ChunkId, Root>>();
  let size = 0;
  for await (const root of roots) {
    marking.roots += 1;
    const group = batch.get(root.keptBy) ?? new Map<ChunkId, Root>();
    batch.set(root.keptBy, group.set(root.root, root));
    size += 1;
    if (size < ROOT_BATCH) continue;
    await marker.markBatch(batch);
    batch = new Map();
    size = 0;
  }
  await marker.markBatch(batch);
}

/** Pages to be entered, with the tree by which they were reached. */
type Pages<Root> = ReadonlyMap<ChunkId, Root>;

class Marker<Root extends LiveRoot> {
  readonly #store: MarkStore;
  readonly #lease: Lease;
  readonly #plan: CollectionPlan;
  readonly #marking: Marking<Root>;
  readonly #signal: AbortSignal;
  /** Of the trees that are walked together. */
  #damaged = new Map<Root, ChunkStoreError>();

  constructor(store: MarkStore, lease: Lease, plan: CollectionPlan, marking: Marking<Root>, signal: AbortSignal) {
    this.#store = store;
    this.#lease = lease;
    this.#plan = plan;
    this.#marking = marking;
    this.#signal = signal;
  }

  async markBatch(batch: ReadonlyMap<string, Pages<Root>>): Promise<void> {
    for (const roots of batch.values()) await this.#enter(roots, (page) => requireRoot(page));
    await this.#noteDamage();
  }

  async #enter(pages: Pages<Root>, check: (page: TreePage, id: ChunkId) => TreePage): Promise<void> {
    if (pages.size === 0) return;
    await this.#requireStored(pages);
    const fresh = await this.#mark(pages, this.#plan.pageMark);
    for (let first = 0; first < fresh.length; first += PAGE_BATCH) {
      this.#signal.throwIfAborted();
      const ids = fresh.slice(first, first + PAGE_BATCH).map(({ id }) => id);
      const loads = this.#store.loader.load(ids);
      const settled = await Promise.allSettled(
        [...loads].map(async ([id, load]) => ({ id, page: check(decodePage(id, await load), id) })),
      );
      for (const [position, outcome] of settled.entries()) {
        const tree = pages.get(ids[position] ?? this.#unreachable());
        if (!tree) continue;
        if (outcome.status === 'fulfilled') await this.#followEntries(outcome.value.page, tree);
        else this.#note(tree, outcome.reason);
      }
    }
  }

  async #followEntries(page: TreePage, tree: Root): Promise<void> {
    const positions = new Map<ChunkId, number>();
    for (let position = 0; position < page.count; position += 1) {
      const id = page.entry(position);
      if (id !== null) positions.set(id, position);
    }
    const entries = new Map([...positions.keys()].map((id) => [id, tree]));
    if (page.level === 0) await this.#mark(entries, this.#plan.dataMark);
    else await this.#enter(entries, (child, id) => requirePlace(child, childPlace(page, positions.get(id) ?? -1)));
  }

  /** `mark` passes over what is not stored, or not served, which for a page of a live tree must not go unnoticed. */
  async #requireStored(pages: Pages<Root>): Promise<void> {
    const located = await this.#store.index.locate([...pages.keys()]);
    const absent = [...pages].filter(([id]) => !located.has(id));
    const loads = this.#store.loader.load(absent.map(([id]) => id));
    const settled = await Promise.allSettled(loads.values());
    for (const [position, outcome] of settled.entries()) {
      const tree = absent[position]?.[1];
      if (tree && outcome.status === 'rejected') this.#note(tree, outcome.reason);
    }
  }

  async #mark(pages: Pages<Root>, mark: number): Promise<readonly MarkedChunk[]> {
    const [tree] = pages.values();
    if (!tree) return [];
    const fresh = await this.#store.index.mark(this.#lease, [...pages.keys()], mark);
    const { chunks, bytes } = this.#marking.kept.get(tree.keptBy) ?? { chunks: 0, bytes: 0 };
    this.#marking.kept.set(tree.keptBy, {
      chunks: chunks + fresh.length,
      bytes: bytes + fresh.reduce((sum, { storedLength }) => sum + storedLength, 0),
    });
    return fresh;
  }

  #note(tree: Root, error: unknown): void {
    if (!isChunkStoreError(error, 'missing') && !isChunkStoreError(error, 'corrupt')) throw error;
    if (!this.#damaged.has(tree)) this.#damaged.set(tree, error);
  }

  async #noteDamage(): Promise<void> {
    if (this.#damaged.size === 0) return;
    const marking = this.#marking;
    for (const [tree, { message }] of this.#damaged) {
      marking.damagedTrees += 1;
      if (marking.damaged.length < MAX_LISTED) marking.damaged.push({ tree, reason: message });
    }
    const bornAt = await this.#store.index.bornAt([...this.#damaged.keys()].map(({ root }) => root));
    marking.damageHorizon = Math.min(marking.damageHorizon, bornAt);
    this.#damaged = new Map();
  }

  #unreachable(): never {
    throw new Error('a page was loaded that nobody asked for');
  }
}
