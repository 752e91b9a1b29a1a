import { isChunkStoreError } from '../errors.ts';
import type { PackBackend } from './pack-backend.ts';
import type { PackId } from './pack-id.ts';

/** Whether the backend has the pack, sealed. @throws ChunkStoreError when it cannot tell. */
export async function isThere(backend: PackBackend, pack: PackId): Promise<boolean> {
  try {
    await backend.size(pack);
    return true;
  } catch (error) {
    if (isChunkStoreError(error, 'missing')) return false;
    throw error;
  }
}
