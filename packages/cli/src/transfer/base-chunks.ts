import { CHUNK_ID_SIZE, CHUNK_SIZE, type ChunkId } from '@ingot/chunk-store/wire';
import type { ApiClient } from '@ingot/client';
import { RemoteTree } from './remote-tree.ts';
import { idAt } from './tree-ids.ts';

/** Where a chunk can be copied from. */
export interface ChunkPlace {
  /** Which of the bases. */
  readonly source: number;
  readonly number: number;
}

/** Ids asked for at once. */
const IDS_AT_ONCE = 65_536;
/** Chunks that are known by id wherever they lie, 64 GiB of them and some 50 MB of memory; more in their places only. */
const MAX_KNOWN = 262_144;

/** The chunks of images that the caller may read, to be copied by the service. */
export class BaseChunks {
  readonly #trees: readonly RemoteTree[];
  readonly #known = new Map<ChunkId, ChunkPlace>();
  /** Of the first base, chunks that are known. */
  #listed = 0;

  static async open(client: ApiClient, imageIds: readonly string[], signal: AbortSignal): Promise<BaseChunks> {
    const trees: RemoteTree[] = [];
    for (const id of imageIds) trees.push(await RemoteTree.open(client, id, signal));
    const bases = new BaseChunks(trees);
    for (const [source, tree] of trees.entries()) await bases.#list(source, tree, signal);
    return bases;
  }

  private constructor(trees: readonly RemoteTree[]) {
    this.#trees = trees;
  }

  /** Looks at a stretch of the first base that was too far on to be known already. */
  async window(first: number, count: number, signal: AbortSignal): Promise<BaseWindow> {
    const [base] = this.#trees;
    const available = base ? Math.ceil(base.size / CHUNK_SIZE) - first : 0;
    const isKnown = first + Math.min(count, available) <= this.#listed;
    const ids = base && available > 0 && !isKnown ? await base.ids({ first, count }, signal) : Buffer.alloc(0);
    return {
      find: (id, number) => {
        const at = number - first;
        const isHere = at >= 0 && (at + 1) * CHUNK_ID_SIZE <= ids.length && idAt(ids, at) === id;
        return isHere ? { source: 0, number } : (this.#known.get(id) ?? null);
      },
    };
  }

  async #list(source: number, tree: RemoteTree, signal: AbortSignal): Promise<void> {
    const total = Math.ceil(tree.size / CHUNK_SIZE);
    for (let first = 0; first < total && this.#known.size < MAX_KNOWN; first += IDS_AT_ONCE) {
      const ids = await tree.ids({ first, count: IDS_AT_ONCE }, signal);
      const count = ids.length / CHUNK_ID_SIZE;
      for (let at = 0; at < count; at += 1) {
        const id = idAt(ids, at);
        if (id !== null && !this.#known.has(id)) this.#known.set(id, { source, number: first + at });
      }
      if (source === 0) this.#listed = first + count;
    }
  }
}

/** What is known around one place. */
export interface BaseWindow {
  /** @param number where the chunk is wanted. */
  find(id: ChunkId, number: number): ChunkPlace | null;
}
