import type { PackBackend } from '../../packs/pack-backend.ts';
import type { PackId } from '../../packs/pack-id.ts';
import { lookAtSeals, sealOf } from './look-at-seals.ts';
import type { Sealing } from './sealed-backend.ts';
import type { PackSeal } from './sealed-format.ts';

/** Whether a pack is not sealed with the key that seals now, be it that it lies open. @param backend below the sealing. */
export async function isSealedOtherwise(
  backend: PackBackend,
  { keys: [key] }: Sealing,
  pack: PackId,
): Promise<boolean> {
  const seal = await sealOf(backend, pack);
  return seal !== null && isOther(seal, key.fingerprint);
}

/** How many packs are not sealed with the key that seals now. @throws ChunkStoreError, the signal's reason. */
export async function countSealedOtherwise(
  backend: PackBackend,
  { keys: [key] }: Sealing,
  signal: AbortSignal,
): Promise<number> {
  let count = 0;
  await lookAtSeals(backend, (_pack, seal) => {
    if (isOther(seal, key.fingerprint)) count += 1;
    return !signal.aborted;
  });
  signal.throwIfAborted();
  return count;
}

function isOther(seal: PackSeal, fingerprint: string): boolean {
  return seal.kind === 'plain' || seal.fingerprint !== fingerprint;
}
