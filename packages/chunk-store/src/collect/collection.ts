/**
 * Collection: what no live tree reaches is forgotten, and packs without chunks are deleted.
 *
 *     plan ──► mark from the live roots ──► sweep the index in ranges ──► delete dead packs
 *     │        (mark.ts)                    (never after a failed mark)   (dead-packs.ts)
 *     └ lease of kind collection; mark numbers; horizon: see index/chunk-index.ts for why ingests may go on
 *
 * Memory is bounded by one page of each level and one batch of roots. A collection that dies leaves marks that the next
 * one, with higher numbers, does not take for its own. What is trusted: the caller, to list every live root; a root
 * that cannot be walked stops the collection before anything is swept.
 */
import type { ChunkId } from '../chunk-id.ts';
import type { ChunkIndex, CollectionPlan } from '../index/chunk-index.ts';
import type { HeldLease } from '../index/lease-keeper.ts';
import type { PackBackend } from '../packs/pack-backend.ts';
import type { ChunkLoader } from '../read/chunk-loader.ts';
import type { TreeRoot } from '../tree/tree-root.ts';
import { deleteDeadPacks } from './dead-packs.ts';
import { markTrees } from './mark.ts';

/** Index rows looked at in one transaction. */
const SWEEP_LIMIT = 4096;

export interface CollectionReport {
  /** Live roots that were listed. */
  readonly roots: number;
  /** Chunks that are reached by them. */
  readonly markedChunks: number;
  /** Chunks that were forgotten. */
  readonly sweptChunks: number;
  readonly deletedPacks: number;
}

interface Store {
  readonly backend: PackBackend;
  readonly index: ChunkIndex;
  readonly loader: ChunkLoader;
}

/** @throws ChunkStoreError 'missing' or 'corrupt' for a live tree, 'lease-lost', 'io', or the signal's reason. */
export async function collect(
  store: Store,
  lease: HeldLease,
  liveRoots: () => AsyncIterable<TreeRoot>,
  signal: AbortSignal,
): Promise<CollectionReport> {
  const plan = await store.index.planCollection(lease);
  const marked = await markTrees(store, lease, plan, liveRoots(), signal);
  const sweptChunks = await sweep(store.index, lease, plan, signal);
  const deletedPacks = await deleteDeadPacks(store, signal);
  return { ...marked, sweptChunks, deletedPacks };
}

async function sweep(index: ChunkIndex, lease: HeldLease, plan: CollectionPlan, signal: AbortSignal): Promise<number> {
  let total = 0;
  let after: ChunkId | null = null;
  do {
    signal.throwIfAborted();
    const { swept, next }: { swept: number; next: ChunkId | null } = await index.sweep(lease, {
      after,
      limit: SWEEP_LIMIT,
      plan,
    });
    total += swept;
    after = next;
  } while (after !== null);
  return total;
}
