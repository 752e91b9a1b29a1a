import { isChunkStoreError } from '../errors.ts';
import type { ChunkIndex, Lease } from '../index/chunk-index.ts';
import type { PackBackend } from '../packs/pack-backend.ts';
import { deleteDeadPacks } from './dead-packs.ts';

export interface RecoveryReport {
  /** Leases of ingests and collections that died with their process. */
  readonly endedLeases: number;
  readonly deletedPacks: number;
}

/**
 * Ends what a process left behind when it died: its leases, at once instead of when they expire, and the packs that it
 * had not finished. Sealed packs stay: whether something refers to them only a collection can tell. May run twice.
 *
 * @param alive leases of this life of the owner.
 */
export async function recover(
  store: { readonly backend: PackBackend; readonly index: ChunkIndex },
  owner: string,
  alive: readonly Lease[],
): Promise<RecoveryReport> {
  const endedLeases = await store.index.endLeases({ owner, except: alive });
  return { endedLeases, deletedPacks: await deleteWhatCanBeReached(store) };
}

/** A process starts also while its packs are out of reach; those that are dead are left to the next collection. */
async function deleteWhatCanBeReached(store: {
  readonly backend: PackBackend;
  readonly index: ChunkIndex;
}): Promise<number> {
  try {
    return (await deleteDeadPacks(store)).packs;
  } catch (error) {
    if (isChunkStoreError(error, 'unavailable')) return 0;
    throw error;
  }
}
