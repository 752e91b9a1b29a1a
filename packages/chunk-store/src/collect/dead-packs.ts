import type { ChunkIndex, DeadPack } from '../index/chunk-index.ts';
import type { PackBackend } from '../packs/pack-backend.ts';
import type { PackId } from '../packs/pack-id.ts';

const BATCH = 64;

interface Store {
  readonly backend: PackBackend;
  readonly index: ChunkIndex;
}

/** Packs that are gone. */
export interface DeletedPacks {
  readonly packs: number;
  readonly bytes: number;
}

/** Deletes the packs that nothing needs. @param deleted told what is gone after every few. */
export async function deleteDeadPacks(
  store: Store,
  options: { readonly signal?: AbortSignal; readonly deleted?: (sum: DeletedPacks) => void } = {},
): Promise<DeletedPacks> {
  let sum: DeletedPacks = { packs: 0, bytes: 0 };
  let after: PackId | null = null;
  for (;;) {
    options.signal?.throwIfAborted();
    const dead: readonly DeadPack[] = await store.index.deadPacks({ after, limit: BATCH });
    sum = plus(sum, await deletePacks(store, dead));
    options.deleted?.(sum);
    const last = dead.at(-1);
    if (last === undefined) return sum;
    after = last.pack;
  }
}

/**
 * From the backend first: a crash in between leaves a row that says that there is something to delete, and deleting
 * what is gone is no error. The other way round would leave a file nobody knows.
 */
export async function deletePacks({ backend, index }: Store, dead: readonly DeadPack[]): Promise<DeletedPacks> {
  for (const { pack } of dead) await backend.delete(pack);
  await index.forgetPacks(dead.map(({ pack }) => pack));
  return { packs: dead.length, bytes: dead.reduce((sum, { storedBytes }) => sum + storedBytes, 0) };
}

function plus(one: DeletedPacks, other: DeletedPacks): DeletedPacks {
  return { packs: one.packs + other.packs, bytes: one.bytes + other.bytes };
}
