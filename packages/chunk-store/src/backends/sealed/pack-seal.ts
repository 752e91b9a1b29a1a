import { ChunkStoreError } from '../../errors.ts';
import type { PackBackend, PackReadOptions } from '../../packs/pack-backend.ts';
import type { PackId } from '../../packs/pack-id.ts';
import { decodePackSeal, MIN_SEALED_SIZE, SEALED_HEADER_SIZE, type PackSeal } from './sealed-format.ts';

/**
 * How a pack lies in the backend below the sealing.
 *
 * @returns with its length there, in bytes. @throws ChunkStoreError 'corrupt' when it is no pack; 'missing'; 'io'.
 */
export async function readPackSeal(
  backend: Pick<PackBackend, 'read' | 'size'>,
  pack: PackId,
  options: PackReadOptions = {},
): Promise<{ readonly seal: PackSeal; readonly size: number }> {
  const size = await backend.size(pack);
  if (size < MIN_SEALED_SIZE) throw new ChunkStoreError('corrupt', `pack ${pack} is cut short`);
  return { seal: decodePackSeal(await backend.read(pack, 0, SEALED_HEADER_SIZE, options)), size };
}
