import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localBackend } from '../backends/local/local-backend.ts';
import type { ChunkStore, ChunkStoreOptions } from '../chunk-store.ts';
import type { LiveRoot } from '../collect/mark.ts';
import { openChunkStore } from '../open-chunk-store.ts';
import type { PackBackend } from '../packs/pack-backend.ts';
import type { TreeReader } from '../read/tree-reader.ts';
import type { TreeRoot } from '../tree/tree-root.ts';
import { MemoryChunkIndex } from './memory-chunk-index.ts';

/** A store of its own in a temporary directory, with small packs and two threads. */
export interface TemporaryStore {
  readonly store: ChunkStore;
  readonly backend: PackBackend;
  readonly index: MemoryChunkIndex;
  /** Where the packs are. */
  readonly directory: string;
  /** The names of all files, sealed or not. */
  readonly files: () => Promise<string[]>;
  /** Another store over the same packs and index, as after a restart. */
  readonly reopen: (options?: Partial<ChunkStoreOptions>) => Promise<ChunkStore>;
  readonly remove: () => Promise<void>;
}

export async function temporaryStore(options: Partial<ChunkStoreOptions> = {}): Promise<TemporaryStore> {
  const directory = await mkdtemp(join(tmpdir(), 'ingot-store-'));
  const backend = await localBackend(directory);
  const index = new MemoryChunkIndex();
  const stores: ChunkStore[] = [];
  const reopen = async (more: Partial<ChunkStoreOptions> = {}): Promise<ChunkStore> => {
    const defaults = { backend, index, owner: 'test', workers: 2, packTargetSize: 1024 * 1024 };
    const store = await openChunkStore({ ...defaults, ...options, ...more });
    stores.push(store);
    return store;
  };
  return {
    store: await reopen(),
    backend,
    index,
    directory,
    reopen,
    files: async () => {
      const entries = await readdir(directory, { recursive: true, withFileTypes: true });
      return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
    },
    remove: async () => {
      for (const store of stores) await store.close();
      await rm(directory, { recursive: true });
    },
  };
}

/** Puts `content` in, in one write, and leaves it for whoever refers to it. */
export async function put(store: ChunkStore, content: Buffer): Promise<TreeRoot> {
  const ingest = await store.ingest();
  await ingest.write(content);
  const { root, release } = await ingest.finish();
  await release();
  return root;
}

/** The whole content of a tree. */
export async function get(store: ChunkStore, root: TreeRoot): Promise<Buffer> {
  const reader = await store.open(root);
  return reader.read(0, reader.size);
}

/** The bytes of a range as they are sent. */
export async function streamed(reader: TreeReader, range?: { offset: number; length: number }): Promise<Buffer> {
  const parts: Buffer[] = [];
  await reader.send(async (pieces) => {
    // They are somebody else's as soon as this has settled.
    parts.push(Buffer.concat(pieces));
  }, range);
  return Buffer.concat(parts);
}

/** The roots given, as a collection asks for them. */
export function roots(...list: readonly TreeRoot[]): () => AsyncIterable<LiveRoot> {
  return async function* live() {
    for (const root of list) yield { root, keptBy: 'image' };
  };
}
