import { CHUNK_ID_SIZE, CHUNK_SIZE } from '@ingot/chunk-store/wire';
import type { ApiClient } from '@ingot/client';
import { KnownChunks, type ChunkPlace } from './known-chunks.ts';
import { RemoteTree } from './remote-tree.ts';
import { isId } from './tree-ids.ts';

/** Ids asked for at once. */
const IDS_AT_ONCE = 65_536;
/** Chunks that are known by id wherever they lie, 64 GiB of them and 10 MiB of memory; more in their places only. */
const MAX_KNOWN = 262_144;

/** The chunks of images that the caller may read, to be copied by the service. */
export class BaseChunks {
  readonly #trees: readonly RemoteTree[];
  readonly #known: KnownChunks;
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
    this.#known = new KnownChunks(
      Math.min(
        MAX_KNOWN,
        trees.reduce((sum, tree) => sum + chunksOf(tree), 0),
      ),
    );
  }

  /** Looks at a stretch of the first base that was too far on to be known already. */
  async window(first: number, count: number, signal: AbortSignal): Promise<BaseWindow> {
    const [base] = this.#trees;
    const available = base ? chunksOf(base) - first : 0;
    const isKnown = first + Math.min(count, available) <= this.#listed;
    const here = base && available > 0 && !isKnown ? await base.ids({ first, count }, signal) : Buffer.alloc(0);
    return {
      find: (ids, number) => {
        const place = { source: 0, number };
        if (this.#known.isAt(ids, number, place)) return place;
        const at = number - first;
        const isHere = at >= 0 && (at + 1) * CHUNK_ID_SIZE <= here.length && isId(ids, number, here, at);
        return isHere ? place : this.#known.find(ids, number);
      },
    };
  }

  async #list(source: number, tree: RemoteTree, signal: AbortSignal): Promise<void> {
    for (let first = 0; first < chunksOf(tree) && !this.#known.isFull; first += IDS_AT_ONCE) {
      const added = this.#known.add(source, await tree.ids({ first, count: IDS_AT_ONCE }, signal));
      if (source === 0) this.#listed = first + added;
    }
  }
}

/** What is known around one place. */
export interface BaseWindow {
  /** @param ids of a file, end to end. @param number of the chunk that is wanted, in its place; none of zeros. */
  find(ids: Buffer, number: number): ChunkPlace | null;
}

function chunksOf({ size }: RemoteTree): number {
  return Math.ceil(size / CHUNK_SIZE);
}
