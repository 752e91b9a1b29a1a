import type { ChunkId } from '../chunk-id.ts';
import type { ChunkIndex, CollectionPlan, Lease } from '../index/chunk-index.ts';
import type { ChunkLoader } from '../read/chunk-loader.ts';
import { childPlace, decodePage, requirePlace, requireRoot, type TreePage } from '../tree/page.ts';
import type { TreeRoot } from '../tree/tree-root.ts';

const ROOT_BATCH = 256;
/** Pages in memory at a time while their parent's entries are followed: 512 KiB a level. */
const PAGE_BATCH = 16;

interface Marker {
  readonly index: ChunkIndex;
  readonly loader: ChunkLoader;
  readonly lease: Lease;
  readonly plan: CollectionPlan;
  readonly signal: AbortSignal;
  markedChunks: number;
}

/**
 * Marks all that the roots reach. A page that has the page mark is not entered again, so shared subtrees are walked
 * once. The data mark is lower: somebody can upload the bytes of a page as content, and what the page refers to has to
 * be followed nevertheless.
 */
export async function markTrees(
  store: { readonly index: ChunkIndex; readonly loader: ChunkLoader },
  lease: Lease,
  plan: CollectionPlan,
  roots: AsyncIterable<TreeRoot>,
  signal: AbortSignal,
): Promise<{ roots: number; markedChunks: number }> {
  const marker: Marker = { index: store.index, loader: store.loader, lease, plan, signal, markedChunks: 0 };
  let count = 0;
  let batch = new Set<TreeRoot>();
  for await (const root of roots) {
    count += 1;
    batch.add(root);
    if (batch.size < ROOT_BATCH) continue;
    await markRoots(marker, [...batch]);
    batch = new Set();
  }
  await markRoots(marker, [...batch]);
  return { roots: count, markedChunks: marker.markedChunks };
}

async function markRoots(marker: Marker, roots: readonly TreeRoot[]): Promise<void> {
  await requireStored(marker, roots);
  await enterPages(marker, roots, (page) => requireRoot(page));
}

/** `mark` passes over what is not stored, which for a live root must not go unnoticed. */
async function requireStored(marker: Marker, ids: readonly ChunkId[]): Promise<void> {
  const located = await marker.index.locate(ids);
  const absent = ids.filter((id) => !located.has(id));
  await Promise.all(marker.loader.load(absent).values());
}

async function enterPages(
  marker: Marker,
  ids: readonly ChunkId[],
  check: (page: TreePage, id: ChunkId) => TreePage,
): Promise<void> {
  if (ids.length === 0) return;
  const fresh = await marker.index.mark(marker.lease, ids, marker.plan.pageMark);
  marker.markedChunks += fresh.length;
  for (let first = 0; first < fresh.length; first += PAGE_BATCH) {
    marker.signal.throwIfAborted();
    const loads = marker.loader.load(fresh.slice(first, first + PAGE_BATCH));
    const pages = await Promise.all([...loads].map(async ([id, load]) => check(decodePage(id, await load), id)));
    for (const page of pages) await markEntries(marker, page);
  }
}

async function markEntries(marker: Marker, page: TreePage): Promise<void> {
  const positions = new Map<ChunkId, number>();
  for (let position = 0; position < page.count; position += 1) {
    const id = page.entry(position);
    if (id !== null) positions.set(id, position);
  }
  const ids = [...positions.keys()];
  if (page.level === 0) {
    if (ids.length > 0)
      marker.markedChunks += (await marker.index.mark(marker.lease, ids, marker.plan.dataMark)).length;
    return;
  }
  await requireStored(marker, ids);
  await enterPages(marker, ids, (child, id) => requirePlace(child, childPlace(page, positions.get(id) ?? -1)));
}
