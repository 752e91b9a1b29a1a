import { isChunkStoreError, readNote, type PackBackend, type PackId } from '@ingot/chunk-store';
import { decodeLabel, type Label } from './label.ts';
import type { RecoverableSnapshot, SnapshotLabels } from './snapshot-labels.ts';

export type AnyLabel = { readonly image: Label } | { readonly snapshot: RecoverableSnapshot };

/** @returns a sentence instead when it is damaged or no label. @throws ChunkStoreError 'io' and the like. */
export async function readLabel(
  backend: PackBackend,
  snapshots: Pick<SnapshotLabels, 'read'>,
  pack: PackId,
): Promise<AnyLabel | string> {
  try {
    const text = await readNote(backend, pack);
    const snapshot = snapshots.read(text);
    if (snapshot !== null) return typeof snapshot === 'string' ? snapshot : { snapshot };
    const image = decodeLabel(text);
    return typeof image === 'string' ? image : { image };
  } catch (error) {
    if (isChunkStoreError(error, 'corrupt') || isChunkStoreError(error, 'missing')) return `${error.message}.`;
    throw error;
  }
}
