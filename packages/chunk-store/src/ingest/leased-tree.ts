import { ChunkStoreError, isChunkStoreError } from '../errors.ts';
import type { HeldLease } from '../index/lease-keeper.ts';
import type { PackBackend } from '../packs/pack-backend.ts';
import type { Slot, SlotPool } from '../workers/slot-pool.ts';
import { ChunkPipeline, type PipelineParts } from './chunk-pipeline.ts';
import type { StoredTree } from './ingest.ts';
import { PackStream, type PackStreamOptions } from './pack-stream.ts';

/** What all that comes into a store shares. */
export interface IngestResources extends PipelineParts, PackStreamOptions {
  readonly backend: PackBackend;
  readonly slots: SlotPool;
}

type State = 'open' | 'finished' | 'aborted';

/**
 * A tree on its way into the store under a lease: what an ingest and an assembly have in common, which is how they end.
 * All that was stored belongs to the lease until it is finished, and is taken back when it is given up.
 */
export class LeasedTree {
  /** Fires with the first failure, or when the tree is given up. */
  readonly stop = new AbortController();
  readonly lease: HeldLease;
  readonly pipeline: ChunkPipeline;
  readonly #resources: IngestResources;
  readonly #packs: PackStream;
  #state: State = 'open';
  #running: Promise<unknown> = Promise.resolve();
  #aborting: Promise<void> | null = null;

  constructor(resources: IngestResources, lease: HeldLease) {
    this.lease = lease;
    this.#resources = resources;
    this.#packs = new PackStream(resources, lease, resources);
    this.pipeline = new ChunkPipeline(resources, lease, this.#packs, this.stop);
    lease.lost.addEventListener('abort', () => {
      this.stop.abort(lease.lost.reason);
    });
  }

  /** Does one call of the user's, unless it is over. */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#state !== 'open') throw new ChunkStoreError('aborted', `the upload is ${this.#state}`);
    this.stop.signal.throwIfAborted();
    const running = work();
    this.#running = running;
    return running;
  }

  /** Whether there is no memory for one more chunk now. */
  get isShort(): boolean {
    return this.#resources.slots.free === 0;
  }

  /** Memory for one more chunk. @throws the reason when it is over. */
  async slot(): Promise<Slot> {
    const { slots } = this.#resources;
    if (this.isShort) this.pipeline.hurry();
    const slot = await slots.acquire(this.stop.signal);
    if (!this.stop.signal.aborted) return slot;
    slot.release();
    throw this.stop.signal.reason;
  }

  /**
   * Makes all of it durable and registered.
   *
   * @param beside what has to succeed as well, and is part of the result. @param as see `TreeBuilder.finish`.
   */
  async finish<Beside extends object>(
    beside: () => Promise<Beside>,
    as: 'page' | 'root' = 'root',
  ): Promise<StoredTree & Beside> {
    const tree = await this.pipeline.finish(as);
    await this.#packs.finish();
    const more = await beside();
    this.stop.signal.throwIfAborted();
    this.#state = 'finished';
    const release = (): Promise<void> => this.lease.end();
    return { ...tree, newBytes: this.#packs.newBytes, lease: this.lease, release, ...more };
  }

  /** @param discard what else is to be given up when nothing is under way any more. */
  abort(discard?: () => void): Promise<void> {
    this.#aborting ??= this.#state === 'finished' ? this.lease.end() : this.#abort(discard);
    return this.#aborting;
  }

  async #abort(discard?: () => void): Promise<void> {
    this.#state = 'aborted';
    this.stop.abort(new ChunkStoreError('aborted', 'the upload was given up'));
    try {
      // Whatever is under way ends first, well or not; its caller is told.
      await Promise.allSettled([this.#running]);
      await this.pipeline.stopped();
      discard?.();
      await this.#packs.discard();
      await this.#takeBack();
    } finally {
      await this.lease.end();
    }
  }

  async #takeBack(): Promise<void> {
    const { backend, index } = this.#resources;
    try {
      const packs = await index.takeBack(this.lease);
      for (const pack of packs) await backend.delete(pack);
      await index.forgetPacks(packs);
    } catch (error) {
      // Then the packs are everybody's, or dead, already: the next collection sees to them.
      if (!isChunkStoreError(error, 'lease-lost')) throw error;
    }
  }
}
