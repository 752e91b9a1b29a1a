import { DiskError, type PackedExtent } from '@ingot/disk';
import { CHUNK_SIZE } from '../chunk-id.ts';
import type { ChunkReader } from '../read/chunk-reader.ts';
import type { Fault } from '../read/stored-chunk.ts';
import type { ChunkIdentity } from '../workers/protocol.ts';
import type { Slot, SlotPool } from '../workers/slot-pool.ts';
import type { WorkerPool } from '../workers/worker-pool.ts';
import type { Filling } from './filling.ts';
import { fillingsOf, type LentChunks } from './fillings-of.ts';
import { GatheredChunks } from './gathered-chunks.ts';
import type { Making } from './making.ts';
import type { Piece } from './chunk-plan.ts';
import type { SourceChunks } from './source-chunks.ts';
import type { SourcedPieces, Step } from './steps.ts';

/** What chunks of a disk are made with. */
export interface MakerParts {
  readonly reader: ChunkReader;
  readonly pool: WorkerPool;
  /** Memory for what was packed together and is more than a chunk. */
  readonly stretches: SlotPool;
}

/** Has the threads make chunks of a disk out of chunks of a file, which are lent to them. */
export class ChunkMaker {
  readonly #parts: MakerParts;

  constructor(parts: MakerParts) {
    this.#parts = parts;
  }

  /** Chunks that a thread makes by itself: nothing has to be lent for them. Null when that can't be. */
  gathered(step: Exclude<Step, { kind: 'run' }>, sources: SourceChunks): Making | null {
    if (step.kind !== 'chunks') return null;
    return GatheredChunks.of(this.#parts, step.plans, sources, ({ length, pieces }, slot) =>
      this.#lent(slot, length, pieces, sources),
    );
  }

  async begin(step: Exclude<Step, { kind: 'run' }>, sources: SourceChunks, signal: AbortSignal): Promise<Making> {
    switch (step.kind) {
      case 'chunks':
        return this.#chunks(step, sources);
      case 'scattered':
        return this.#scattered(step, sources);
      case 'stretch':
        return this.#stretch(step.packed, sources, await this.#parts.stretches.acquire(signal));
    }
  }

  #chunks({ plans, ids }: Extract<Step, { kind: 'chunks' }>, sources: SourceChunks): Making {
    const loan = this.#parts.reader.lend([...ids], { places: sources.places });
    // Met by each that needs it; until then it is not an unhandled one.
    loan.catch(() => undefined);
    return {
      chunks: plans.map(({ length, pieces }) => ({
        length,
        fill: async (slot) => this.#compose(slot, length, this.#fillings(pieces, sources, (await loan).chunks)),
      })),
      end: async () => {
        const [lent] = await Promise.allSettled([loan]);
        if (lent.status === 'fulfilled') lent.value.release();
      },
    };
  }

  async #lent(
    slot: Slot,
    length: number,
    pieces: readonly Piece[],
    sources: SourceChunks,
  ): Promise<ChunkIdentity | null> {
    const { chunks, release } = await this.#parts.reader.lend([...sources.idsOf(pieces)], { places: sources.places });
    try {
      return await this.#compose(slot, length, this.#fillings(pieces, sources, chunks));
    } finally {
      release();
    }
  }

  #scattered({ length, parts }: Extract<Step, { kind: 'scattered' }>, sources: SourceChunks): Making {
    const fill = async (slot: Slot): Promise<ChunkIdentity | null> => {
      for (const part of parts) await this.#fill(slot.bytes, part, sources);
      return this.#compose(slot, length, []);
    };
    return { chunks: [{ length, fill }], end: async () => undefined };
  }

  #stretch(packed: PackedExtent, sources: SourceChunks, stretch: Slot): Making {
    const { bytes } = stretch;
    const pieces = [{ ...packed, offset: 0 }];
    const unpacked = this.#fill(bytes, { pieces, ids: sources.idsOf(pieces) }, sources);
    unpacked.catch(() => undefined);
    const offsets = Array.from({ length: Math.ceil(packed.length / CHUNK_SIZE) }, (_, index) => index * CHUNK_SIZE);
    return {
      chunks: offsets.map((offset) => {
        const length = Math.min(CHUNK_SIZE, packed.length - offset);
        const from = [this.#parts.pool.place(bytes.subarray(offset, offset + length))];
        const fill = async (slot: Slot): Promise<ChunkIdentity | null> => {
          await unpacked;
          return this.#compose(slot, length, [{ kind: 'stored', offset: 0, length, from }]);
        };
        return { length, fill };
      }),
      end: async () => {
        await Promise.allSettled([unpacked]);
        stretch.release();
      },
    };
  }

  async #fill(target: Buffer<SharedArrayBuffer>, { pieces, ids }: SourcedPieces, sources: SourceChunks): Promise<void> {
    const { chunks, release } = await this.#parts.reader.lend([...ids], { places: sources.places });
    try {
      sound(await this.#parts.pool.fill(target, this.#fillings(pieces, sources, chunks)));
    } finally {
      release();
    }
  }

  async #compose(slot: Slot, length: number, fillings: readonly Filling[]): Promise<ChunkIdentity | null> {
    return sound(await this.#parts.pool.compose(slot, length, fillings));
  }

  #fillings(pieces: readonly Piece[], sources: SourceChunks, chunks: LentChunks): Filling[] {
    return fillingsOf(pieces, { sources, chunks, place: (bytes) => this.#parts.pool.place(bytes) });
  }
}

/** @throws DiskError when it is a fault. */
function sound<Result extends ChunkIdentity | null>(result: Result | Fault): Result {
  if (typeof result !== 'string') return result;
  throw new DiskError('malformed', `${result} If the original is sound, upload it again.`);
}
