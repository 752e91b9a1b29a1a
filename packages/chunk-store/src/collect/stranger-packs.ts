import { isChunkStoreError } from '../errors.ts';
import type { ChunkIndex } from '../index/chunk-index.ts';
import type { PackBackend } from '../packs/pack-backend.ts';
import type { PackId } from '../packs/pack-id.ts';
import type { DeletedPacks } from './dead-packs.ts';

const BATCH = 256;

/**
 * Packs that lie in the backend and that the index does not know: what came after the backup from which the database
 * was restored. A pack is noted in the index before its first byte is written, and is listed here before the index is
 * asked, so none that somebody is about to write is taken for one. They may hold the only copy of images that the
 * restored database knows nothing of, so they are deleted only for a person who says so.
 *
 * @returns how many there are, or were.
 */
export async function strangerPacks(
  { backend, index }: { readonly backend: PackBackend; readonly index: ChunkIndex },
  { remove, signal }: { readonly remove: boolean; readonly signal: AbortSignal },
): Promise<DeletedPacks> {
  const sum = { packs: 0, bytes: 0 };
  const look = async (listed: readonly PackId[]): Promise<void> => {
    signal.throwIfAborted();
    const known = await index.knownPacks(listed);
    for (const pack of listed) {
      const size = known.has(pack) ? null : await sizeOf(backend, pack);
      if (size === null) continue;
      if (remove) await backend.delete(pack);
      sum.packs += 1;
      sum.bytes += size;
    }
  };
  let batch: PackId[] = [];
  for await (const pack of backend.list()) {
    batch.push(pack);
    if (batch.length < BATCH) continue;
    await look(batch);
    batch = [];
  }
  await look(batch);
  return sum;
}

/** Null when it was deleted and forgotten since it was listed. */
async function sizeOf(backend: PackBackend, pack: PackId): Promise<number | null> {
  try {
    return await backend.size(pack);
  } catch (error) {
    if (isChunkStoreError(error, 'missing')) return null;
    throw error;
  }
}
