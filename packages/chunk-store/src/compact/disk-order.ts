import type { ChunkId } from '../chunk-id.ts';
import type { PackEntry } from '../packs/pack-entry.ts';
import type { PackId } from '../packs/pack-id.ts';
import type { TreePage } from '../tree/page.ts';

/** A chunk that is to be copied, and where from. */
export interface LivingChunk {
  readonly pack: PackId;
  readonly entry: PackEntry;
}

/**
 * The order in which chunks are written so that a later sequential read of their content is one sequential read of the
 * pack: the chunks of a page in the order of the page, page after page, then what no page speaks of as it lay. An ingest
 * writes in disk order by itself; what came in several parts at once, or lies in many small packs, does not.
 *
 * @param chunks as they lie. @param pages those of `chunks` that are pages right above data, in that order.
 */
export function diskOrder(chunks: readonly LivingChunk[], pages: readonly TreePage[]): LivingChunk[] {
  const left = new Map(chunks.map((chunk) => [chunk.entry.id, chunk]));
  const ordered: LivingChunk[] = [];
  const take = (id: ChunkId | null): void => {
    const chunk = id === null ? undefined : left.get(id);
    if (!chunk) return;
    left.delete(chunk.entry.id);
    ordered.push(chunk);
  };
  for (const page of pages) {
    for (let position = 0; position < page.count; position += 1) take(page.entry(position));
  }
  return [...ordered, ...left.values()];
}
