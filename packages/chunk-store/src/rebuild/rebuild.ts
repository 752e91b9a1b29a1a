/**
 * Rebuilding the chunk index from packs alone, for when the database is gone or older than the packs.
 *
 *     packs that the index knows and that are gone ──► forgotten, with their chunks
 *     packs that are there and that the index does not know ──► adopted: each tells by itself what it holds
 *
 * Nothing is written but the index; each pack is one transaction, so it can be interrupted and run again. It is for a
 * store that nobody uses: a pack that is being written would be taken for one that is lost.
 */
import { ChunkStoreError, isChunkStoreError } from '../errors.ts';
import type { ChunkIndex, Lease } from '../index/chunk-index.ts';
import { isThere } from '../packs/is-there.ts';
import type { PackBackend } from '../packs/pack-backend.ts';
import type { PackId } from '../packs/pack-id.ts';
import { readPackIndex } from '../packs/read-pack-index.ts';
import { parseTreeRoot, type TreeRoot } from '../tree/tree-root.ts';

const PACKS_AT_A_TIME = 64;
/** Nothing else runs, so this is how long one that was killed delays the next collection. */
const LEASE_DURATION = 60_000;

/** What became of one pack. */
export type RebuiltPack =
  | { readonly outcome: 'known'; readonly pack: PackId }
  | {
      readonly outcome: 'adopted';
      readonly pack: PackId;
      readonly bytes: number;
      readonly chunks: number;
    }
  /** The index knew it, and it is gone. */
  | { readonly outcome: 'lost'; readonly pack: PackId; readonly chunks: number }
  /** It cannot say what it holds: see `reason`. */
  | { readonly outcome: 'unreadable'; readonly pack: PackId; readonly reason: string };

export interface RebuildOptions {
  readonly backend: PackBackend;
  readonly index: ChunkIndex;
  readonly owner: string;
  readonly signal: AbortSignal;
  /** Given the roots of trees in a pack that the index does not know, before it is adopted. */
  readonly onRoots: (roots: readonly TreeRoot[]) => Promise<void>;
}

/** @throws ChunkStoreError 'missing' when there is no pack at all where the index knows some; 'io'; the signal's reason. */
export async function* rebuildIndex(options: RebuildOptions): AsyncGenerator<RebuiltPack> {
  const { backend, signal } = options;
  await requireMounted(options);
  yield* forgetLost(options);
  for await (const pack of backend.list()) {
    signal.throwIfAborted();
    yield await adopt(options, pack);
  }
}

/** An empty directory where the store should be mounted must not cost the whole index. */
async function requireMounted({ backend, index }: RebuildOptions): Promise<void> {
  const [known] = await index.sealedPacks({ after: null, limit: 1 });
  if (!known) return;
  for await (const _ of backend.list()) return;
  throw new ChunkStoreError(
    'missing',
    'there is not a single pack, though the database knows some: is the store mounted?',
  );
}

async function* forgetLost({ backend, index, signal }: RebuildOptions): AsyncGenerator<RebuiltPack> {
  for (let after: PackId | null = null; ;) {
    const packs: readonly { readonly pack: PackId }[] = await index.sealedPacks({ after, limit: PACKS_AT_A_TIME });
    for (const { pack } of packs) {
      signal.throwIfAborted();
      if (await isThere(backend, pack)) continue;
      yield { outcome: 'lost', pack, chunks: await index.forgetLostPack(pack) };
    }
    after = packs.at(-1)?.pack ?? null;
    if (after === null) return;
  }
}

async function adopt(options: RebuildOptions, pack: PackId): Promise<RebuiltPack> {
  const { backend, index, owner, onRoots } = options;
  if (await index.hasSealed(pack)) return { outcome: 'known', pack };
  try {
    const bytes = await backend.size(pack);
    const entries = await readPackIndex(backend, pack);
    const roots = entries.flatMap(({ id, kind }) => (kind === 'root' ? (parseTreeRoot(id) ?? []) : []));
    await onRoots(roots);
    await underLease(index, owner, (lease) => index.adoptPack(lease, pack, bytes, entries));
    return { outcome: 'adopted', pack, bytes, chunks: entries.length };
  } catch (error) {
    if (!isChunkStoreError(error, 'corrupt')) throw error;
    return { outcome: 'unreadable', pack, reason: error.message };
  }
}

async function underLease<Result>(
  index: ChunkIndex,
  owner: string,
  work: (lease: Lease) => Promise<Result>,
): Promise<Result> {
  const now = Date.now();
  const lease = await index.openLease({ kind: 'ingest', owner, now, expiresAt: now + LEASE_DURATION });
  try {
    return await work(lease);
  } finally {
    await index.endLease(lease);
  }
}
