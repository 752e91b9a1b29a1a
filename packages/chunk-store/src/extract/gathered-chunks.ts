import { ChunkStoreError, isChunkStoreError } from '../errors.ts';
import type { ChunkReader } from '../read/chunk-reader.ts';
import { storedForm } from '../read/stored-chunk.ts';
import type { ChunkIdentity } from '../workers/protocol.ts';
import type { Slot } from '../workers/slot-pool.ts';
import type { WorkerPool } from '../workers/worker-pool.ts';
import type { ChunkPlan } from './chunk-plan.ts';
import type { Making } from './making.ts';
import type { OpenChunk } from './open-file.ts';
import type { SourceChunks } from './source-chunks.ts';

/** Chunks of the file that a thread takes into its memory for one request: 4 MiB. */
const MAX_CHUNKS = 16;

/** How a chunk is made when it can't be made like that. @throws what is wrong. */
type MakeOtherwise = (plan: ChunkPlan, slot: Slot) => Promise<ChunkIdentity | null>;

interface Parts {
  readonly reader: ChunkReader;
  readonly pool: WorkerPool;
}

interface Wanted extends PromiseWithResolvers<ChunkIdentity | null> {
  readonly plan: ChunkPlan;
  readonly slot: Slot;
}

/**
 * Chunks that one thread makes in one request, out of packs that it reads by itself: no thread has to be woken for reading, none
 * for each chunk. Where something is wrong with a chunk of the file, each of them is made otherwise, which finds out what.
 */
export class GatheredChunks implements Making {
  readonly chunks: Making['chunks'];
  readonly #parts: Parts;
  readonly #sources: SourceChunks;
  readonly #otherwise: MakeOtherwise;
  readonly #count: number;
  #begun = 0;
  #wanted: Wanted[] = [];

  /** @returns null when the chunks that they are made of are not known to lie in files, or are too many. */
  static of(
    parts: Parts,
    plans: readonly ChunkPlan[],
    sources: SourceChunks,
    otherwise: MakeOtherwise,
  ): GatheredChunks | null {
    if (!parts.reader.hasFiles) return null;
    const stored = sources.storedOf(plans.flatMap(({ pieces }) => pieces));
    if (stored.size > MAX_CHUNKS || !stored.values().every((id) => sources.places.has(id))) return null;
    return new GatheredChunks(parts, plans, sources, otherwise);
  }

  private constructor(parts: Parts, plans: readonly ChunkPlan[], sources: SourceChunks, otherwise: MakeOtherwise) {
    this.#parts = parts;
    this.#sources = sources;
    this.#otherwise = otherwise;
    this.#count = plans.length;
    this.chunks = plans.map((plan) => ({ length: plan.length, fill: (slot) => this.#add(plan, slot) }));
  }

  send(): void {
    const wanted = this.#wanted;
    this.#wanted = [];
    if (wanted.length > 0) void this.#make(wanted);
  }

  async end(): Promise<void> {}

  #add(plan: ChunkPlan, slot: Slot): Promise<ChunkIdentity | null> {
    const wanted = { ...Promise.withResolvers<ChunkIdentity | null>(), plan, slot };
    this.#wanted.push(wanted);
    this.#begun += 1;
    if (this.#begun === this.#count) this.send();
    return wanted.promise;
  }

  async #make(wanted: readonly Wanted[]): Promise<void> {
    const made = await this.#atOnce(wanted).catch((error: unknown) => {
      return isChunkStoreError(error, 'aborted') ? error : null;
    });
    if (made instanceof ChunkStoreError) {
      // The store is closed, or what it was for was given up.
      for (const { reject } of wanted) reject(made);
      return;
    }
    for (const [position, { plan, slot, resolve, reject }] of wanted.entries()) {
      const identity = made === null || typeof made === 'string' ? undefined : made[position];
      // One after the other: nobody has counted what that takes.
      if (identity === undefined) await this.#otherwise(plan, slot).then(resolve, reject);
      else resolve(identity);
    }
  }

  #atOnce(wanted: readonly Wanted[]): ReturnType<WorkerPool['make']> {
    const { reader, pool } = this.#parts;
    const stored = [...this.#sources.storedOf(wanted.flatMap(({ plan }) => plan.pieces))].flatMap(([number, id]) => {
      const location = this.#sources.places.get(id);
      return location ? [{ number, id, location }] : [];
    });
    return reader.useFiles(new Set(stored.map(({ location }) => location.pack)), (files) => {
      const chunks = stored.map(({ number, id, location }): OpenChunk => {
        const { pack, offset, storedLength } = location;
        const form = storedForm({ id, location }, reader.origin);
        return { number, descriptor: files.get(pack) ?? -1, offset, stored: { ...form, storedLength } };
      });
      return pool.make(
        { start: this.#sources.start, chunks },
        wanted.map(({ plan, slot }) => ({ slot, length: plan.length, pieces: plan.pieces })),
      );
    });
  }
}
