import { copyBytes } from '../copy-bytes.ts';
import { CHUNK_SIZE, chunkIdOf, type ChunkId } from '../chunk-id.ts';
import { isWorth } from '../compression.ts';
import { ChunkStoreError } from '../errors.ts';
import { framedBytesAside } from '../frame.ts';
import type { HeldLease } from '../index/lease-keeper.ts';
import type { TreeRoot } from '../tree/tree-root.ts';
import { isZero } from '../zero-chunk.ts';
import type { Assembly, TreeChunk } from './assembly.ts';
import { mismatch } from './chunk-pipeline.ts';
import type { StoredTree } from './ingest.ts';
import { LeasedTree, type IngestResources } from './leased-tree.ts';

/** The assembly as described in assembly.ts. */
export class TreeAssembly implements Assembly {
  readonly #index: IngestResources['index'];
  readonly #tree: LeasedTree;
  #size = 0;

  constructor(resources: IngestResources, lease: HeldLease) {
    this.#index = resources.index;
    this.#tree = new LeasedTree(resources, lease);
  }

  get size(): number {
    return this.#size;
  }

  reuse(chunks: readonly TreeChunk[]): Promise<void> {
    return this.#tree.run(async () => {
      const ids = [...new Set(chunks.map(({ id }) => id))];
      const held = await this.#index.hold(this.#tree.lease, ids);
      const absent = ids.find((id) => !held.has(id));
      if (absent !== undefined) throw new ChunkStoreError('missing', `chunk ${absent} is not in the store`);
      for (const { id, length } of chunks) {
        await this.#place(length);
        this.#tree.pipeline.pushHeld(id, length);
      }
    });
  }

  hold(roots: readonly TreeRoot[]): Promise<void> {
    return this.#tree.run(async () => {
      // Side by side, so that a database can make one commit of them.
      const held = await Promise.all(roots.map((root) => this.#index.holdTree(this.#tree.lease, root)));
      const absent = roots.find((_, position) => held[position] === false);
      if (absent !== undefined) throw new ChunkStoreError('missing', `tree ${absent} is not in the store`);
    });
  }

  share(ids: readonly ChunkId[], length: number): Promise<void> {
    return this.#tree.run(async () => {
      await this.#place(length, ids.length);
      this.#tree.pipeline.pushRun({ level: 0, entries: ids, length });
    });
  }

  add(id: ChunkId, bytes: Buffer): Promise<void> {
    return this.#tree.run(() => this.#add(bytes, { id }));
  }

  addFrame(id: ChunkId, frame: Buffer, length: number): Promise<void> {
    return this.#tree.run(async () => {
      if (!isWorth(frame, { length })) {
        const bytes = await framedBytesAside(frame, length);
        if (bytes === null) throw mismatch(id);
        return this.#add(bytes, { id });
      }
      await this.#place(length);
      const slot = await this.#tree.slot();
      copyBytes(frame, slot.bytes);
      this.#tree.pipeline.pushFrame(slot, frame.length, { id, length });
    });
  }

  put(bytes: Buffer): Promise<void> {
    return this.#tree.run(() => this.#add(bytes, { isDense: true }));
  }

  zeros(length: number): Promise<void> {
    return this.#tree.run(async () => {
      for (let rest = length; rest > 0; rest -= CHUNK_SIZE) {
        const chunk = Math.min(rest, CHUNK_SIZE);
        await this.#place(chunk);
        this.#tree.pipeline.pushZeros(chunk);
      }
    });
  }

  finish(as?: 'page' | 'root'): Promise<StoredTree> {
    return this.#tree.run(() => this.#tree.finish(async () => ({}), as));
  }

  abort(): Promise<void> {
    return this.#tree.abort();
  }

  async #add(bytes: Buffer, said: { readonly id?: ChunkId; readonly isDense?: boolean }): Promise<void> {
    const { id } = said;
    if (isZero(bytes)) {
      if (id !== undefined && chunkIdOf(bytes) !== id) throw mismatch(id);
      await this.#place(bytes.length);
      this.#tree.pipeline.pushZeros(bytes.length);
      return;
    }
    await this.#place(bytes.length);
    const slot = await this.#tree.slot();
    copyBytes(bytes, slot.bytes);
    this.#tree.pipeline.push(slot, bytes.length, said);
  }

  /** Waits until so many chunks may come. @param length of all of them. */
  async #place(length: number, chunks = 1): Promise<void> {
    if (length < 1 || Math.ceil(length / CHUNK_SIZE) !== chunks)
      throw new RangeError(`${chunks} chunks of ${length} bytes`);
    if (this.#size % CHUNK_SIZE !== 0) throw new RangeError('nothing can follow the short last chunk of a tree');
    await this.#tree.pipeline.room();
    this.#size += length;
  }
}
