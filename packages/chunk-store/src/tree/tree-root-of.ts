import { CHUNK_ID_SIZE, chunkIdOf, chunkIdToBytes } from '../chunk-id.ts';
import { encodePageOfIds, entrySpan, PAGE_FANOUT } from './page.ts';
import type { TreeRoot } from './tree-root.ts';

/** Of the ids in a full page, in bytes. */
const PAGE_IDS = PAGE_FANOUT * CHUNK_ID_SIZE;
const ZEROS = Buffer.alloc(PAGE_IDS);

/**
 * The root of the tree over chunks, for somebody who stores nothing and has all their ids.
 *
 * @param ids of the chunks in order, 32 bytes each; zeros for a chunk of zeros. @param size of the content, in bytes.
 */
export function treeRootOf(ids: Buffer, size: number): TreeRoot {
  let level = 0;
  let entries = ids;
  for (; entries.length > PAGE_IDS; level += 1) {
    const span = entrySpan(level + 1);
    const above = Buffer.alloc(Math.ceil(entries.length / PAGE_IDS) * CHUNK_ID_SIZE);
    for (let page = 0; page * PAGE_IDS < entries.length; page += 1) {
      const under = entries.subarray(page * PAGE_IDS, (page + 1) * PAGE_IDS);
      if (under.equals(ZEROS.subarray(0, under.length))) continue;
      const covered = Math.min(span, size - page * span);
      chunkIdToBytes(chunkIdOf(encodePageOfIds(level, covered, under))).copy(above, page * CHUNK_ID_SIZE);
    }
    entries = above;
  }
  return chunkIdOf(encodePageOfIds(level, size, entries)) as TreeRoot;
}
