import type { PackBackend } from '../../packs/pack-backend.ts';
import type { PackId } from '../../packs/pack-id.ts';
import { lookAtSeals } from './look-at-seals.ts';
import type { PackSeal } from './sealed-format.ts';
import type { Sealing } from './sealed-backend.ts';

/** A pack that cannot be opened. */
export interface LockedPack {
  readonly pack: PackId;
  /** Of the key that it is sealed with; null when it lies open and such packs are refused. */
  readonly fingerprint: string | null;
}

/**
 * Looks for a pack that cannot be opened: at the first bytes of every pack, until there is one.
 *
 * @param backend below the sealing. @param sealing null when packs are not sealed any more.
 * @returns some such pack; null when there is none. Packs that are damaged are passed over: that is another matter.
 */
export async function findLockedPack(backend: PackBackend, sealing: Sealing | null): Promise<LockedPack | null> {
  let found: LockedPack | null = null;
  await lookAtSeals(backend, (pack, seal) => {
    if (canOpen(seal, sealing)) return true;
    found ??= { pack, fingerprint: seal.kind === 'sealed' ? seal.fingerprint : null };
    return false;
  });
  return found;
}

function canOpen(seal: PackSeal, sealing: Sealing | null): boolean {
  if (seal.kind === 'plain') return sealing?.plainPacks !== 'refuse';
  return sealing?.keys.some(({ fingerprint }) => fingerprint === seal.fingerprint) ?? false;
}
