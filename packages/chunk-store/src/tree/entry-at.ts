import { childPlace, entrySpan, requirePlace, type TreeEntry, type TreePage } from './page.ts';
import type { ChunkId } from '../chunk-id.ts';

/**
 * The chunk that holds the byte at `offset`, without waiting for pages.
 *
 * @param held the page of this id, if it is at hand.
 * @returns null for zeros, undefined when a page is not at hand.
 * @throws ChunkStoreError 'corrupt'.
 */
export function entryAt(
  root: TreePage,
  held: (id: ChunkId) => TreePage | undefined,
  offset: number,
): TreeEntry | undefined {
  let page = root;
  for (let rest = offset; ;) {
    const span = entrySpan(page.level);
    const position = Math.floor(rest / span);
    const entry = page.entry(position);
    if (entry === null || page.level === 0) return entry;
    const child = held(entry);
    if (child === undefined) return undefined;
    page = requirePlace(child, childPlace(page, position));
    rest -= position * span;
  }
}
