import assert from 'node:assert/strict';
import { CHUNK_SIZE, chunkIdOf, type ChunkId } from '../chunk-id.ts';
import { decodePage, requireRoot, type TreeEntry, type TreePage } from '../tree/page.ts';
import { TreeBuilder } from '../tree/tree-builder.ts';
import type { TreeRoot } from '../tree/tree-root.ts';
import { walkTree, type ContentRun } from '../tree/tree-walk.ts';

/** The pages of trees, without the chunks that they name. */
export class PagesInMemory {
  /** By id, as they are stored. */
  readonly stored = new Map<ChunkId, Buffer>();
  readonly roots: ChunkId[] = [];

  async build(entries: Iterable<TreeEntry>, lastLength = CHUNK_SIZE): Promise<TreeRoot> {
    const builder = new TreeBuilder(async (page, kind) => {
      const id = chunkIdOf(page);
      this.stored.set(id, page);
      if (kind === 'root') this.roots.push(id);
      return id;
    });
    let pending: { entry: TreeEntry } | null = null;
    for (const entry of entries) {
      if (pending) await builder.push(pending.entry, CHUNK_SIZE);
      pending = { entry };
    }
    if (pending) await builder.push(pending.entry, lastLength);
    return builder.finish();
  }

  read = async (id: ChunkId): Promise<TreePage> => decodePage(id, this.stored.get(id) ?? assert.fail('no such page'));

  async walk(root: TreeRoot, range?: { offset: number; length: number }): Promise<ContentRun[]> {
    const top = requireRoot(await this.read(root));
    return Array.fromAsync(walkTree(top, this.read, range ?? { offset: 0, length: top.covered }));
  }
}
