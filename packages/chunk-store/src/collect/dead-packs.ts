import type { ChunkIndex } from '../index/chunk-index.ts';
import type { PackBackend } from '../packs/pack-backend.ts';
import type { PackId } from '../packs/pack-id.ts';

const BATCH = 64;

/**
 * Deletes the packs that nothing needs, from the backend first: a crash in between leaves a row that says that there
 * is something to delete, and deleting what is gone is no error. The other way round would leave a file nobody knows.
 *
 * @returns how many.
 */
export async function deleteDeadPacks(
  store: { readonly backend: PackBackend; readonly index: ChunkIndex },
  signal?: AbortSignal,
): Promise<number> {
  let deleted = 0;
  let after: PackId | null = null;
  for (;;) {
    signal?.throwIfAborted();
    const packs: PackId[] = await store.index.deadPacks({ after, limit: BATCH });
    for (const pack of packs) await store.backend.delete(pack);
    await store.index.forgetPacks(packs);
    deleted += packs.length;
    const last = packs.at(-1);
    if (last === undefined) return deleted;
    after = last;
  }
}
