import { isChunkStoreError } from '../../errors.ts';
import type { PackBackend } from '../../packs/pack-backend.ts';
import type { PackId } from '../../packs/pack-id.ts';
import { readPackSeal } from './pack-seal.ts';
import type { PackSeal } from './sealed-format.ts';
import type { Sealing } from './sealed-backend.ts';

/** Packs that are looked at side by side: a look at one in an object store is a wait, not work. */
const LOOKS_AT_ONCE = 16;

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
  const packs = backend.list()[Symbol.asyncIterator]();
  let found: LockedPack | null = null;
  const look = async (): Promise<void> => {
    while (found === null) {
      const next = await packs.next();
      if (next.done) return;
      const seal = await sealOf(backend, next.value);
      if (seal && !canOpen(seal, sealing)) {
        found = { pack: next.value, fingerprint: seal.kind === 'sealed' ? seal.fingerprint : null };
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: LOOKS_AT_ONCE }, look));
  } finally {
    await packs.return?.();
  }
  return found;
}

async function sealOf(backend: PackBackend, pack: PackId): Promise<PackSeal | null> {
  try {
    return (await readPackSeal(backend, pack)).seal;
  } catch (error) {
    if (isChunkStoreError(error, 'corrupt') || isChunkStoreError(error, 'missing')) return null;
    throw error;
  }
}

function canOpen(seal: PackSeal, sealing: Sealing | null): boolean {
  if (seal.kind === 'plain') return sealing?.plainPacks !== 'refuse';
  return sealing?.keys.some(({ fingerprint }) => fingerprint === seal.fingerprint) ?? false;
}
