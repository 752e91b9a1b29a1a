import { ChunkStoreError } from '../errors.ts';
import type { PackBackend } from './pack-backend.ts';
import type { PackEntry } from './pack-entry.ts';
import { decodePackFooter, decodePackIndex, PACK_FOOTER_SIZE, PACK_HEADER_SIZE } from './pack-format.ts';
import type { PackId } from './pack-id.ts';

/**
 * What a sealed pack holds, by its own word: what rebuilds the chunk index, and what a scrub walks along.
 *
 * @throws ChunkStoreError 'corrupt' when header, index or footer are not as they were written; 'missing'; 'io'.
 */
export async function readPackIndex(backend: Pick<PackBackend, 'read' | 'size'>, pack: PackId): Promise<PackEntry[]> {
  const size = await backend.size(pack);
  if (size < PACK_HEADER_SIZE + PACK_FOOTER_SIZE) throw new ChunkStoreError('corrupt', `pack ${pack} is cut short`);
  const footer = await backend.read(pack, size - PACK_FOOTER_SIZE, PACK_FOOTER_SIZE);
  const place = decodePackFooter(footer, size);
  const header = await backend.read(pack, 0, PACK_HEADER_SIZE);
  const index = await backend.read(pack, place.indexOffset, size - PACK_FOOTER_SIZE - place.indexOffset);
  return decodePackIndex(header, index, footer, place);
}
