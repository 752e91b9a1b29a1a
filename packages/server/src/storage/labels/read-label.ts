import { isChunkStoreError, readNote, type PackBackend, type PackId } from '@ingot/chunk-store';
import { decodeLabel, type Label } from './label.ts';

/** @returns a sentence instead when it is damaged or no label. @throws ChunkStoreError 'io' and the like. */
export async function readLabel(backend: PackBackend, pack: PackId): Promise<Label | string> {
  try {
    return decodeLabel(await readNote(backend, pack));
  } catch (error) {
    if (isChunkStoreError(error, 'corrupt') || isChunkStoreError(error, 'missing')) return `${error.message}.`;
    throw error;
  }
}
