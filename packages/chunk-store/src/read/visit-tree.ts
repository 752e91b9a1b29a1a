import type { ChunkId } from '../chunk-id.ts';
import { childPlace, decodePage, requirePlace, requireRoot, type TreePage } from '../tree/page.ts';
import type { TreeRoot } from '../tree/tree-root.ts';
import type { ChunkLoader } from './chunk-loader.ts';

/** Is shown what a tree consists of, from the top. */
export interface TreeVisitor {
  /** A page, before it is read. @returns whether to go on with what is in it. */
  enter(page: ChunkId): Promise<boolean>;
  /** The chunks of content that one page names, each once. */
  chunks(ids: readonly ChunkId[]): Promise<void>;
}

/**
 * Shows a tree, with one page of each level in memory. What several places of it have in common is shown at each of
 * them, unless the visitor does not enter.
 *
 * @throws ChunkStoreError 'missing' or 'corrupt' for a page that is entered, 'io' and the like, the signal's reason.
 */
export async function visitTree(
  loader: ChunkLoader,
  root: TreeRoot,
  visitor: TreeVisitor,
  signal: AbortSignal,
): Promise<void> {
  await visit(root, (page) => requireRoot(page));

  async function visit(id: ChunkId, check: (page: TreePage) => TreePage): Promise<void> {
    signal.throwIfAborted();
    if (!(await visitor.enter(id))) return;
    const [load] = loader.load([id]).values();
    if (!load) return;
    const page = check(decodePage(id, await load));
    if (page.level === 0) {
      await visitor.chunks(chunksOf(page));
      return;
    }
    for (let position = 0; position < page.count; position += 1) {
      const child = page.entry(position);
      const place = childPlace(page, position);
      if (child !== null) await visit(child, (below) => requirePlace(below, place));
    }
  }
}

function chunksOf(page: TreePage): ChunkId[] {
  const ids = new Set<ChunkId>();
  for (let position = 0; position < page.count; position += 1) {
    const id = page.entry(position);
    if (id !== null) ids.add(id);
  }
  return [...ids];
}
