import { isChunkStoreError } from '../../errors.ts';
import type { PackBackend } from '../../packs/pack-backend.ts';
import type { PackId } from '../../packs/pack-id.ts';
import { readPackSeal } from './pack-seal.ts';
import type { PackSeal } from './sealed-format.ts';

/** Packs that are looked at side by side: a look at one in an object store is a wait, not work. */
const LOOKS_AT_ONCE = 16;

/**
 * Looks at the first bytes of every pack. Packs that are damaged or gone are passed over: that is another matter.
 *
 * @param backend below the sealing. @param take is told how each is sealed, and whether to go on is its answer.
 */
export async function lookAtSeals(
  backend: Pick<PackBackend, 'list' | 'read' | 'size'>,
  take: (pack: PackId, seal: PackSeal) => boolean,
): Promise<void> {
  const packs = backend.list()[Symbol.asyncIterator]();
  let isOver = false;
  const look = async (): Promise<void> => {
    while (!isOver) {
      const next = await packs.next();
      if (next.done) return;
      const seal = await sealOf(backend, next.value);
      if (seal && !take(next.value, seal)) isOver = true;
    }
  };
  try {
    await Promise.all(Array.from({ length: LOOKS_AT_ONCE }, look));
  } finally {
    await packs.return?.();
  }
}

/** Null for a pack that is damaged or gone. */
export async function sealOf(backend: Pick<PackBackend, 'read' | 'size'>, pack: PackId): Promise<PackSeal | null> {
  try {
    return (await readPackSeal(backend, pack, { fresh: true })).seal;
  } catch (error) {
    if (isChunkStoreError(error, 'corrupt') || isChunkStoreError(error, 'missing')) return null;
    throw error;
  }
}
