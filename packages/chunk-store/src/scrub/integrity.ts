/**
 * Integrity: finding bytes that have changed, keeping them from readers, getting them back.
 *
 *     a read, twice wrong ──┐                            ┌─► the copies, if there are any ──► a new pack
 *                           ├─► quarantine ──────────────┤
 *     scrub ────────────────┘   (out of service at once) └─► the next upload of the same content stores it anew
 *
 * What is trusted: the ids. A chunk is sound when its plain bytes hash to its id, wherever they come from.
 */
import type { ChunkId } from '../chunk-id.ts';
import type { ChunkStoreError } from '../errors.ts';
import type { ChunkIndex } from '../index/chunk-index.ts';
import type { LeaseKeeper } from '../index/lease-keeper.ts';
import type { DamagedChunk, QuarantinedChunk } from '../index/quarantine-index.ts';
import { paced } from '../pace.ts';
import type { PackBackend } from '../packs/pack-backend.ts';
import type { PackId } from '../packs/pack-id.ts';
import type { ChunkLoader } from '../read/chunk-loader.ts';
import { Healer } from './heal.ts';
import type { PackCheck } from './pack-check.ts';
import { scrub } from './scrub.ts';
import { TreeChecker } from './tree-checker.ts';

const QUARANTINE_PAGE = 1000;
const REREAD_DELAY = 1000;
/** The share of its rate that a scrub takes while somebody uploads or downloads. */
const BUSY_SHARE = 1 / 4;

export interface ScrubOptions {
  /** The last pack of the part before; null from the beginning. */
  readonly after: PackId | null;
  /** Bytes a second while nobody else uses the store, a quarter of that otherwise. */
  readonly rate: number;
  readonly signal: AbortSignal;
  /** Before reading again what could not be read, in milliseconds; a second unless told. */
  readonly rereadDelay?: number;
}

/** What became of one pack. */
export interface ScrubbedPack extends Pick<PackCheck, 'pack' | 'bytes' | 'chunks' | 'findings'> {
  readonly quarantined: number;
  readonly healed: number;
}

export interface HealReport {
  readonly healed: number;
  /** Chunks that are still quarantined. */
  readonly left: number;
  /** Why a source of copies could not be read, where that was so. */
  readonly failure: string | null;
}

export interface Integrity {
  /**
   * Checks every byte of every pack and quarantines what is damaged; what the copies have is healed at once. Yields after
   * each pack, in order of id, and then for each pack that the index does not know. To be run once at a time.
   *
   * @throws ChunkStoreError when the backend cannot be read at all (nothing is quarantined then), or the signal's reason.
   */
  scrub(options: ScrubOptions): AsyncIterable<ScrubbedPack>;
  /** Tries to heal all that is quarantined: from its own pack, should that be sound again, and from the copies. */
  heal(signal: AbortSignal): Promise<HealReport>;
  /** For a walk over many trees. */
  treeChecker(): TreeChecker;
  /** Quarantined chunks in order of id. */
  quarantined(range: { readonly after: ChunkId | null; readonly limit: number }): Promise<QuarantinedChunk[]>;
  countQuarantined(): Promise<number>;
}

export interface IntegrityStore {
  readonly backend: PackBackend;
  /** Copies of packs under their own names. */
  readonly copies: PackBackend | null;
  readonly index: ChunkIndex;
  readonly leases: LeaseKeeper;
  readonly loader: ChunkLoader;
  /** Somebody uploads or downloads now. */
  readonly isBusy: () => boolean;
  readonly onQuarantine: (chunks: readonly DamagedChunk[]) => void;
}

export function createIntegrity(store: IntegrityStore): Integrity {
  const { backend, index } = store;

  async function* scrubbed({ after, rate, signal, rereadDelay = REREAD_DELAY }: ScrubOptions) {
    const pace = paced(() => rate * (store.isBusy() ? BUSY_SHARE : 1));
    for await (const { damaged, sound, ...check } of scrub({ backend, index, pace, rereadDelay }, after, signal)) {
      const quarantined = await quarantine(store, damaged);
      // Bytes that are sound again, or a second copy that two uploads at once have left.
      const found = await index.findQuarantined(sound.map(({ id }) => id));
      const healed = await healFrom(store, [backend], new Map([[check.pack, found]]));
      yield { ...check, quarantined: quarantined.taken, healed: quarantined.healed + healed.ids.length };
    }
  }

  return {
    scrub: scrubbed,
    heal: (signal) => healAll(store, signal),
    treeChecker: () => new TreeChecker(store),
    quarantined: (range) => index.listQuarantined(range),
    countQuarantined: () => index.countQuarantined(),
  };
}

/** Takes chunks out of service, and heals those that the copies have. */
export async function quarantine(
  store: IntegrityStore,
  damaged: readonly DamagedChunk[],
): Promise<{ taken: number; healed: number }> {
  if (damaged.length === 0) return { taken: 0, healed: 0 };
  const taken = new Set(await store.index.quarantine(damaged, Date.now()));
  if (taken.size === 0) return { taken: 0, healed: 0 };
  const chunks = damaged.filter(({ id }) => taken.has(id));
  store.onQuarantine(chunks);
  const { ids } = await healFrom(store, store.copies ? [store.copies] : [], byPack(chunks));
  return { taken: taken.size, healed: ids.length };
}

async function healAll(store: IntegrityStore, signal: AbortSignal): Promise<HealReport> {
  const sources = store.copies ? [store.copies, store.backend] : [store.backend];
  let healed = 0;
  let failure: string | null = null;
  for (let after: ChunkId | null = null; ;) {
    signal.throwIfAborted();
    const page: QuarantinedChunk[] = await store.index.listQuarantined({ after, limit: QUARANTINE_PAGE });
    const result = await healFrom(store, sources, byPack(page));
    healed += result.ids.length;
    failure = result.failure?.message ?? failure;
    after = page.at(-1)?.id ?? null;
    if (after === null) return { healed, left: await store.index.countQuarantined(), failure };
  }
}

/** Heals what can be healed from the first source that has it. */
async function healFrom(
  store: IntegrityStore,
  sources: readonly PackBackend[],
  wanted: ReadonlyMap<PackId, ReadonlySet<ChunkId>>,
): Promise<{ ids: readonly ChunkId[]; failure: ChunkStoreError | null }> {
  const count = [...wanted.values()].reduce((sum, ids) => sum + ids.size, 0);
  if (count === 0 || sources.length === 0) return { ids: [], failure: null };
  const lease = await store.leases.open('ingest');
  const healer = new Healer(store, lease);
  try {
    const healed: ChunkId[] = [];
    for (const [pack, ids] of wanted) {
      let left = ids;
      for (const source of sources) {
        const taken = left.size === 0 ? [] : await healer.take(source, pack, left);
        healed.push(...taken);
        left = left.difference(new Set(taken));
      }
    }
    await healer.finish();
    return { ids: healed, failure: healer.failure };
  } finally {
    await healer.discard();
    await lease.end();
  }
}

function byPack(chunks: readonly DamagedChunk[]): Map<PackId, Set<ChunkId>> {
  const packs = new Map<PackId, Set<ChunkId>>();
  for (const { id, location } of chunks) {
    const ids = packs.get(location.pack) ?? new Set();
    packs.set(location.pack, ids.add(id));
  }
  return packs;
}
