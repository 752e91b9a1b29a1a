import type { ChunkId } from './chunk-id.ts';
import type { ChunkLengths, ChunkStore, ChunkStoreOptions } from './chunk-store.ts';
import { collect, type CollectionReport } from './collect/collection.ts';
import { recover, type RecoveryReport } from './collect/recovery.ts';
import { ChunkStoreError } from './errors.ts';
import type { StoreUsage } from './index/chunk-index.ts';
import { LeaseKeeper } from './index/lease-keeper.ts';
import type { Ingest } from './ingest/ingest.ts';
import { StreamIngest, type IngestResources } from './ingest/stream-ingest.ts';
import { PACK_TARGET_SIZE } from './packs/pack-format.ts';
import { ChunkLoader } from './read/chunk-loader.ts';
import type { StoredChunk } from './index/chunk-location.ts';
import { ChunkReader } from './read/chunk-reader.ts';
import { openTree } from './read/stored-tree-reader.ts';
import type { TreeReader } from './read/tree-reader.ts';
import { visitTree, type TreeVisitor } from './read/visit-tree.ts';
import { createIntegrity, quarantine, type Integrity, type IntegrityStore } from './scrub/integrity.ts';
import type { TreeRoot } from './tree/tree-root.ts';
import { SlotPool } from './workers/slot-pool.ts';
import { WorkerPool } from './workers/worker-pool.ts';

/** 32 MiB between sockets and packs. */
const DEFAULT_SLOTS = 128;
const DEFAULT_CACHE_SIZE = 32 * 1024 * 1024;
/** Long enough for a machine that swaps or a database that fails over; a collection waits no longer for the dead. */
const DEFAULT_LEASE_DURATION = 10 * 60 * 1000;

export async function openChunkStore(options: ChunkStoreOptions): Promise<ChunkStore> {
  return new LocalChunkStore(options);
}

class LocalChunkStore implements ChunkStore {
  readonly integrity: Integrity;
  readonly #resources: IngestResources;
  readonly #owner: string;
  readonly #leases: LeaseKeeper;
  readonly #loader: ChunkLoader;
  readonly #reader: ChunkReader;
  readonly #care: IntegrityStore;
  readonly #ingests = new Set<Ingest>();
  readonly #quarantining = new Set<Promise<unknown>>();
  readonly #closing = new AbortController();

  constructor(options: ChunkStoreOptions) {
    const { backend, index, owner, packTargetSize = PACK_TARGET_SIZE } = options;
    const slots = new SlotPool(options.slots ?? DEFAULT_SLOTS);
    this.#resources = { backend, index, slots, pool: new WorkerPool(slots, options.workers), packTargetSize };
    this.#owner = owner;
    this.#leases = new LeaseKeeper(
      index,
      owner,
      options.leaseDuration ?? DEFAULT_LEASE_DURATION,
      options.clock ?? { now: Date.now },
    );
    this.#loader = new ChunkLoader({ backend, index }, (chunk) => this.#quarantine(chunk));
    this.#care = {
      backend,
      copies: options.copies ?? null,
      index,
      leases: this.#leases,
      loader: this.#loader,
      isBusy: () => this.#ingests.size > 0 || this.#reader.openStreams > 0,
      onQuarantine: options.onQuarantine ?? (() => undefined),
    };
    this.integrity = createIntegrity(this.#care);
    this.#reader = new ChunkReader(this.#loader, options.cacheSize ?? DEFAULT_CACHE_SIZE);
  }

  async ingest(options: { readonly signal?: AbortSignal } = {}): Promise<Ingest> {
    this.#requireOpen();
    options.signal?.throwIfAborted();
    const lease = await this.#leases.open('ingest');
    const ended = (): void => {
      this.#ingests.delete(ingest);
      options.signal?.removeEventListener('abort', stop);
    };
    const ingest: Ingest = new StreamIngest(this.#resources, {
      ...lease,
      end: async () => {
        ended();
        await lease.end();
      },
    });
    const stop = (): void => {
      // Whoever uses the ingest learns of a failure from a call of their own.
      ingest.abort().catch(() => undefined);
    };
    this.#ingests.add(ingest);
    options.signal?.addEventListener('abort', stop);
    if (this.#closing.signal.aborted || options.signal?.aborted) stop();
    return ingest;
  }

  open(root: TreeRoot): Promise<TreeReader> {
    return openTree(this.#reader, root);
  }

  visit(root: TreeRoot, visitor: TreeVisitor, signal: AbortSignal): Promise<void> {
    return visitTree(this.#loader, root, visitor, AbortSignal.any([this.#closing.signal, signal]));
  }

  lengths(ids: readonly ChunkId[]): Promise<Map<ChunkId, ChunkLengths>> {
    return this.#resources.index.locate(ids);
  }

  recover(): Promise<RecoveryReport> {
    return recover(this.#resources, this.#owner, this.#leases.held);
  }

  async collect(
    liveRoots: () => AsyncIterable<TreeRoot>,
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<CollectionReport> {
    this.#requireOpen();
    const lease = await this.#leases.open('collection');
    try {
      await this.#leases.endExpired();
      const store = { ...this.#resources, loader: this.#loader };
      const signals = [this.#closing.signal, lease.lost, ...(options.signal ? [options.signal] : [])];
      return await collect(store, lease, liveRoots, AbortSignal.any(signals));
    } finally {
      await lease.end();
    }
  }

  usage(): Promise<StoreUsage> {
    return this.#resources.index.usage();
  }

  async close(): Promise<void> {
    this.#closing.abort(new ChunkStoreError('aborted', 'the chunk store is closed'));
    await Promise.allSettled([...this.#ingests].map((ingest) => ingest.abort()));
    await Promise.allSettled(this.#quarantining);
    this.#leases.close();
    await this.#resources.pool.close();
    await this.#resources.backend.close();
    await this.#care.copies?.close();
  }

  /** In the background: whoever reads is told at once. An index that cannot be asked now hears of it from the next read. */
  #quarantine({ id, location }: StoredChunk): void {
    const work = quarantine(this.#care, [{ id, location, damage: 'corrupt' }])
      .catch(() => undefined)
      .finally(() => this.#quarantining.delete(work));
    this.#quarantining.add(work);
  }

  #requireOpen(): void {
    this.#closing.signal.throwIfAborted();
  }
}
