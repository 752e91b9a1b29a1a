import { chunkIdOf } from '../chunk-id.ts';
import type { TreeEntry } from './page.ts';
import { TreeBuilder } from './tree-builder.ts';
import type { TreeRoot } from './tree-root.ts';

/**
 * The root of the tree over chunks, for somebody who stores nothing.
 *
 * @param entries in order; null for a chunk of zeros. Only the last may be shorter than `CHUNK_SIZE`.
 */
export async function treeRootOf(
  entries: Iterable<{ readonly id: TreeEntry; readonly length: number }>,
): Promise<TreeRoot> {
  const tree = new TreeBuilder(async (page) => chunkIdOf(page));
  for (const { id, length } of entries) await tree.push(id, length);
  return tree.finish();
}
