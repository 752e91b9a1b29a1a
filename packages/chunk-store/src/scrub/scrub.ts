import { isChunkStoreError } from '../errors.ts';
import type { ChunkIndex } from '../index/chunk-index.ts';
import type { SealedPack } from '../index/pack-catalog.ts';
import type { Pace } from '../pace.ts';
import { isThere } from '../packs/is-there.ts';
import type { PackBackend } from '../packs/pack-backend.ts';
import { pastCaches } from '../packs/past-caches.ts';
import { PACK_HEADER_SIZE } from '../packs/pack-format.ts';
import type { PackId } from '../packs/pack-id.ts';
import { checkPack, type PackCheck, type PackChecker } from './pack-check.ts';
import { Verifier } from './verifier.ts';

const PACKS_AT_A_TIME = 64;
/** Packs that are asked for when it is to be known whether the backend gives anything at all. */
const WITNESSES = 8;

export interface ScrubbedStore {
  readonly backend: PackBackend;
  readonly index: ChunkIndex;
  readonly pace: Pace;
  readonly rereadDelay: number;
}

/**
 * Checks every pack, in order of id, and at the end looks for packs that the index does not know. Nothing is changed:
 * what to do with the damage is for whoever asks. Between two packs the caller may stop, and go on later.
 *
 * @param after the last pack that was checked; null from the beginning.
 * @throws ChunkStoreError when the backend cannot be read at all, or the signal's reason.
 */
export async function* scrub(
  store: ScrubbedStore,
  after: PackId | null,
  signal: AbortSignal,
): AsyncGenerator<PackCheck> {
  const verifier = new Verifier();
  const checker: PackChecker = {
    ...store,
    backend: pastCaches(store.backend),
    verifier,
    signal,
    answers: (other) => answers(store, other),
  };
  try {
    for (let last = after; ;) {
      const packs: SealedPack[] = await store.index.sealedPacks({ after: last, limit: PACKS_AT_A_TIME });
      for (const sealed of packs) {
        signal.throwIfAborted();
        const check = await checkOrMiss(checker, sealed);
        if (check) yield check;
      }
      last = packs.at(-1)?.pack ?? null;
      if (last === null) break;
    }
    yield* unknownPacks(store, signal);
  } finally {
    await verifier.stop();
  }
}

/** @returns null for a pack that was given up while it was looked at. */
async function checkOrMiss(checker: PackChecker, sealed: SealedPack): Promise<PackCheck | null> {
  const { index } = checker;
  const { pack } = sealed;
  try {
    return await checkPack(checker, sealed);
  } catch (error) {
    if (!isChunkStoreError(error, 'missing')) throw error;
    const served = await index.chunksIn(pack);
    // Whoever deletes a pack that nothing needs forgets it afterwards.
    if (served.length === 0) return null;
    // An empty directory where the store should be mounted has no packs either.
    if (!(await checker.answers(pack))) throw error;
    const damaged = served.map((chunk) => ({ ...chunk, damage: 'missing' }) as const);
    const detail = 'The pack is not in the store; its chunks are quarantined.';
    const finding = { pack, kind: 'pack-missing', count: served.length, detail } as const;
    return { pack, bytes: 0, chunks: 0, findings: [finding], damaged, sound: [] };
  }
}

/** Whether bytes of any other pack can be read now. */
async function answers({ backend, index }: ScrubbedStore, other: PackId): Promise<boolean> {
  const before = await index.sealedPacks({ after: null, limit: WITNESSES });
  const behind = await index.sealedPacks({ after: other, limit: WITNESSES });
  for (const { pack } of [...before, ...behind]) {
    if (pack === other) continue;
    try {
      await backend.read(pack, 0, PACK_HEADER_SIZE);
      return true;
    } catch (error) {
      if (!isChunkStoreError(error, 'missing') && !isChunkStoreError(error, 'io')) throw error;
    }
  }
  return false;
}

async function* unknownPacks({ backend, index }: ScrubbedStore, signal: AbortSignal): AsyncGenerator<PackCheck> {
  let batch: PackId[] = [];
  for await (const pack of backend.list()) {
    signal.throwIfAborted();
    batch.push(pack);
    if (batch.length < PACKS_AT_A_TIME) continue;
    yield* unknownOf(batch);
    batch = [];
  }
  yield* unknownOf(batch);

  async function* unknownOf(packs: readonly PackId[]): AsyncGenerator<PackCheck> {
    const known = await index.knownPacks(packs);
    for (const pack of packs) {
      // One that was listed may have been deleted, and forgotten, since.
      if (known.has(pack) || !(await isThere(backend, pack))) continue;
      const detail = 'The database knows nothing of this pack, as after it was restored from an older copy.';
      const finding = { pack, kind: 'pack-unknown', count: 1, detail } as const;
      yield { pack, bytes: 0, chunks: 0, findings: [finding], damaged: [], sound: [] };
    }
  }
}
