import { isChunkStoreError } from '../errors.ts';
import type { ChunkIndex } from '../index/chunk-index.ts';
import type { ReadablePacks } from '../packs/past-caches.ts';
import type { PackId } from '../packs/pack-id.ts';
import { readPackIndex } from '../packs/read-pack-index.ts';
import type { ChunkLoader } from '../read/chunk-loader.ts';
import { decodePage, type TreePage } from '../tree/page.ts';
import type { PackGroup } from './compaction-policy.ts';
import { diskOrder, type LivingChunk } from './disk-order.ts';

/** Pages loaded together: 512 KiB. */
const PAGE_BATCH = 16;

interface Store {
  readonly packs: ReadablePacks;
  readonly index: ChunkIndex;
  readonly loader: ChunkLoader;
}

/** The chunks that are served from a group of packs, in the order in which they should lie. */
export interface LivingChunks {
  readonly chunks: readonly LivingChunk[];
  /** Those of the group that can be read. */
  readonly from: readonly PackId[];
  /** Packs that are gone, or whose own index is not what was written: left alone, and why. */
  readonly damaged: ReadonlyMap<PackId, string>;
}

/** @throws ChunkStoreError 'io' and the like. */
export async function livingChunks(store: Store, group: PackGroup): Promise<LivingChunks> {
  const chunks: LivingChunk[] = [];
  const from: PackId[] = [];
  const damaged = new Map<PackId, string>();
  for (const { pack } of group) {
    try {
      chunks.push(...(await livingIn(store, pack)));
      from.push(pack);
    } catch (error) {
      if (!isChunkStoreError(error, 'corrupt') && !isChunkStoreError(error, 'missing')) throw error;
      // A collection may have deleted it since it was listed, which is no damage.
      if ((await store.index.chunksIn(pack)).length > 0) damaged.set(pack, error.message);
    }
  }
  return { chunks: diskOrder(chunks, await leafPages(store.loader, chunks)), from, damaged };
}

/** The pack's own index says what kind of chunk each is, which the database does not know. */
async function livingIn({ packs, index }: Store, pack: PackId): Promise<LivingChunk[]> {
  const entries = await readPackIndex(packs, pack);
  const served = new Map((await index.chunksIn(pack)).map(({ id, location }) => [id, location]));
  return entries
    .filter(({ id, offset }) => served.get(id)?.offset === offset)
    .map((entry): LivingChunk => ({ pack, entry }));
}

/** One page maps 256 MiB, so those of a group are few. One that cannot be read has no say in the order. */
async function leafPages(loader: ChunkLoader, chunks: readonly LivingChunk[]): Promise<TreePage[]> {
  const ids = chunks.filter(({ entry }) => entry.kind !== 'data').map(({ entry }) => entry.id);
  const pages: TreePage[] = [];
  for (let first = 0; first < ids.length; first += PAGE_BATCH) {
    const loads = loader.load(ids.slice(first, first + PAGE_BATCH));
    const settled = await Promise.allSettled([...loads].map(async ([id, load]) => decodePage(id, await load)));
    for (const outcome of settled) if (outcome.status === 'fulfilled') pages.push(outcome.value);
  }
  return pages.filter(({ level }) => level === 0);
}
