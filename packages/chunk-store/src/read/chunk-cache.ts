import { copyBytes } from '../copy-bytes.ts';
import type { ChunkId } from '../chunk-id.ts';
import type { LoadOptions } from './load-options.ts';
import type { ChunkMemory, SharedChunk } from './chunk-memory.ts';

/** Chunks that are lent: they stay as they are until they are given back, and are not to be written to. */
export interface ChunkLoan {
  readonly chunks: ReadonlyMap<ChunkId, SharedChunk>;
  /** To be called once; the chunks must not be used afterwards. */
  readonly release: () => void;
}

type Load = (ids: readonly ChunkId[], options: LoadOptions) => Map<ChunkId, Promise<Buffer>>;

export type HowToLoad = Omit<LoadOptions, 'into'>;

interface Entry {
  readonly id: ChunkId;
  readonly memory: SharedChunk;
  readonly chunk: Promise<SharedChunk>;
  /** The chunk, once it has come. */
  held: SharedChunk | null;
  users: number;
}

/**
 * Plain chunks for whoever reads: each is read once however many ask, and stays until its memory is needed, the least
 * recently used going first. Streams of one image that run side by side read it once between them.
 *
 * Memory of a chunk that is lent is never reused: that is what the loans are for.
 */
export class ChunkCache {
  readonly #load: Load;
  readonly #memory: ChunkMemory;
  readonly #entries = new Map<ChunkId, Entry>();
  /** Entries that nobody uses, in the order in which they were given back. */
  readonly #idle = new Set<Entry>();

  /** @param memory of its own; more is taken only while more is lent. */
  constructor(load: Load, memory: ChunkMemory) {
    this.#load = load;
    this.#memory = memory;
  }

  /**
   * Lends chunks.
   *
   * @param how they are loaded, if they are not here.
   * @throws ChunkStoreError of one that cannot be loaded; then nothing is lent.
   */
  async lend(ids: readonly ChunkId[], how: HowToLoad = {}): Promise<ChunkLoan> {
    const entries = this.#use([...new Set(ids)], how);
    const release = (): void => {
      for (const entry of entries) this.#giveBack(entry);
    };
    const chunks = await Promise.allSettled(entries.map(({ chunk }) => chunk));
    const failure = chunks.find((chunk) => chunk.status === 'rejected');
    if (failure) {
      release();
      throw failure.reason;
    }
    const loaded = chunks.flatMap((chunk, position): [ChunkId, SharedChunk][] => {
      const entry = entries[position];
      return entry && chunk.status === 'fulfilled' ? [[entry.id, chunk.value]] : [];
    });
    return { chunks: new Map(loaded), release };
  }

  /** Lends a chunk that is here; null when it is not. For small reads, which waiting would make dear. */
  lendHeld(id: ChunkId): { readonly chunk: Buffer; readonly release: () => void } | null {
    const entry = this.#entries.get(id);
    if (!entry?.held) return null;
    this.#idle.delete(entry);
    entry.users += 1;
    return { chunk: entry.held, release: () => this.#giveBack(entry) };
  }

  #use(ids: readonly ChunkId[], how: HowToLoad): Entry[] {
    const absent = new Map<ChunkId, SharedChunk>();
    for (const id of ids) {
      const known = this.#entries.get(id);
      if (known) this.#idle.delete(known);
    }
    for (const id of ids) if (!this.#entries.has(id)) absent.set(id, this.#take());
    const loads = this.#load([...absent.keys()], { ...how, into: absent });
    for (const [id, memory] of absent) {
      const load = loads.get(id) ?? Promise.reject(new Error(`chunk ${id} was not asked for`));
      const entry: Entry = { id, memory, chunk: this.#keep(id, memory, load), held: null, users: 0 };
      this.#entries.set(id, entry);
      entry.chunk.then(
        (chunk) => (entry.held = chunk),
        () => undefined,
      );
    }
    return ids.flatMap((id) => {
      const entry = this.#entries.get(id);
      if (entry) entry.users += 1;
      return entry ?? [];
    });
  }

  /** A chunk that had to be read again is moved to the memory that is kept for it. What fails is asked for anew next time. */
  async #keep(id: ChunkId, memory: SharedChunk, load: Promise<Buffer>): Promise<SharedChunk> {
    try {
      const chunk = await load;
      if (chunk.buffer !== memory.buffer || chunk.byteOffset !== memory.byteOffset) copyBytes(chunk, memory);
      return memory.subarray(0, chunk.length);
    } catch (error) {
      this.#entries.delete(id);
      throw error;
    }
  }

  #take(): SharedChunk {
    const [oldest] = this.#idle;
    if (oldest && this.#memory.isExhausted) this.#forget(oldest);
    return this.#memory.take();
  }

  #giveBack(entry: Entry): void {
    entry.users -= 1;
    if (entry.users > 0) return;
    this.#idle.add(entry);
    // One that failed nobody finds any more; and more than fits was held only because it was lent.
    if (this.#entries.get(entry.id) !== entry || this.#memory.isOverdrawn) this.#forget(entry);
  }

  #forget(entry: Entry): void {
    this.#idle.delete(entry);
    if (this.#entries.get(entry.id) === entry) this.#entries.delete(entry.id);
    this.#memory.giveBack(entry.memory);
  }
}
