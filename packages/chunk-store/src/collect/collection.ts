/**
 * Collection: what no live tree reaches is forgotten, and packs without chunks are deleted.
 *
 *     plan ──► mark from live, then held roots ──► sweep the index in ranges ──► delete dead packs ──► look for strangers
 *     │        (mark.ts)                           (never after a failed mark)   (dead-packs.ts)       (stranger-packs.ts)
 *     └ lease of kind collection; mark numbers; horizon: see index/chunk-index.ts for why ingests may go on
 *
 * Memory is bounded by one page of each level and one batch of roots. A collection that dies leaves marks that the next
 * one, with higher numbers, does not take for its own. What is trusted: the caller, to list every live root. A live tree
 * with a damaged page is reported, and everything that it might reach is kept: what was last seen after the tree came.
 */
import type { ChunkId } from '../chunk-id.ts';
import type { Amount, ChunkIndex, RunningIngests, SweepRange, SweptRange } from '../index/chunk-index.ts';
import type { HeldLease } from '../index/lease-keeper.ts';
import type { PackBackend } from '../packs/pack-backend.ts';
import type { ChunkLoader } from '../read/chunk-loader.ts';
import type { TreeRoot } from '../tree/tree-root.ts';
import { deleteDeadPacks, type DeletedPacks } from './dead-packs.ts';
import { markTrees, newMarking, type DamagedTree, type LiveRoot } from './mark.ts';
import { strangerPacks } from './stranger-packs.ts';

/** Index rows looked at in one transaction. */
const SWEEP_LIMIT = 4096;
const HELD = 'held';
const HELD_TREES_AT_A_TIME = 256;

/** What a collection has found and done, at its end or so far. A dry run tells what would have been done. */
export interface CollectionReport<Root extends LiveRoot = LiveRoot> {
  readonly step: 'mark' | 'sweep' | 'delete' | 'done';
  /** Live trees that were listed. */
  readonly roots: number;
  /** What is reached, by the reason that was listed first for it. */
  readonly kept: Readonly<Record<string, Amount>>;
  /** What no live tree reaches, and is kept: work that was running at the start may have stored, re-used or held it. */
  readonly held: Amount;
  /** The uploads that were running at the start. */
  readonly uploads: RunningIngests;
  /** What was forgotten. Its bytes are free when its pack is: as a whole, or rewritten by a compaction. */
  readonly swept: Amount;
  readonly deletedPacks: DeletedPacks;
  /** Packs in the backend that the index does not know. */
  readonly strangerPacks: DeletedPacks;
  /** Live trees that could not be walked: how many, and the first hundred. Whatever they might reach is kept. */
  readonly damagedTrees: number;
  readonly damaged: readonly DamagedTree<Root>[];
}

export interface CollectionOptions<Root extends LiveRoot = LiveRoot> {
  /** Change nothing, and tell what would be freed. */
  readonly dryRun?: boolean;
  /** Delete packs that the index does not know. They may be all that is left of images. */
  readonly removeStrangers?: boolean;
  readonly signal?: AbortSignal;
  /** Told the report so far, again and again. */
  readonly onProgress?: (report: CollectionReport<Root>) => void;
}

interface Store {
  readonly backend: PackBackend;
  readonly index: ChunkIndex;
  readonly loader: ChunkLoader;
}

type Changes = {
  -readonly [Part in 'step' | 'held' | 'swept' | 'deletedPacks' | 'strangerPacks']: CollectionReport[Part];
};

const NOTHING: Amount = { chunks: 0, bytes: 0 };
const NO_PACKS: DeletedPacks = { packs: 0, bytes: 0 };

/** @throws ChunkStoreError 'lease-lost', 'io' and the like, or the signal's reason. */
export async function collect<Root extends LiveRoot>(
  store: Store,
  lease: HeldLease,
  liveRoots: () => AsyncIterable<Root>,
  { dryRun = false, removeStrangers = false, onProgress, signal }: CollectionOptions<Root> & { signal: AbortSignal },
): Promise<CollectionReport<Root>> {
  const plan = await store.index.planCollection(lease);
  const uploads = await store.index.runningIngests();
  const marking = newMarking<Root>();
  const so: Changes = { step: 'mark', held: NOTHING, swept: NOTHING, deletedPacks: NO_PACKS, strangerPacks: NO_PACKS };
  const report = (): CollectionReport<Root> => ({
    ...so,
    roots: marking.roots,
    kept: Object.fromEntries(marking.kept),
    uploads,
    damagedTrees: marking.damagedTrees,
    damaged: [...marking.damaged],
  });
  const tell = (changes: Partial<Changes>): void => {
    Object.assign(so, changes);
    onProgress?.(report());
  };

  await markTrees(
    store,
    lease,
    plan,
    told(liveRoots(), () => tell({})),
    marking,
    signal,
  );
  // Only now: what is held later still hangs on what has been read.
  const held = newMarking();
  await markTrees(store, lease, plan, heldTrees(store.index), held, signal);
  tell({ step: 'sweep' });
  const safe = { ...plan, horizon: Math.min(plan.horizon, marking.damageHorizon, held.damageHorizon) };
  await sweep(store.index, lease, { plan: safe, dryRun }, held.kept.get(HELD) ?? NOTHING, signal, tell);
  tell({ step: 'delete' });
  if (!dryRun) await deleteDeadPacks(store, { signal, deleted: (deletedPacks) => tell({ deletedPacks }) });
  tell({ strangerPacks: await strangerPacks(store, { remove: removeStrangers && !dryRun, signal }) });
  tell({ step: 'done' });
  return report();
}

async function* heldTrees(index: ChunkIndex): AsyncGenerator<LiveRoot> {
  for (let after: TreeRoot | null = null; ;) {
    const roots: readonly TreeRoot[] = await index.heldTrees({ after, limit: HELD_TREES_AT_A_TIME });
    for (const root of roots) yield { root, keptBy: HELD };
    after = roots.at(-1) ?? null;
    if (after === null) return;
  }
}

async function* told<Item>(items: AsyncIterable<Item>, tell: () => void): AsyncGenerator<Item> {
  for await (const item of items) {
    tell();
    yield item;
  }
}

async function sweep(
  index: ChunkIndex,
  lease: HeldLease,
  how: Pick<SweepRange, 'plan' | 'dryRun'>,
  heldBefore: Amount,
  signal: AbortSignal,
  tell: (sums: Pick<CollectionReport, 'swept' | 'held'>) => void,
): Promise<void> {
  let [swept, held] = [NOTHING, heldBefore];
  let after: ChunkId | null = null;
  do {
    signal.throwIfAborted();
    const range: SweptRange = await index.sweep(lease, { ...how, after, limit: SWEEP_LIMIT });
    swept = plus(swept, range.swept);
    held = plus(held, range.held);
    tell({ swept, held });
    after = range.next;
  } while (after !== null);
}

function plus(one: Amount, other: Amount): Amount {
  return { chunks: one.chunks + other.chunks, bytes: one.bytes + other.bytes };
}
