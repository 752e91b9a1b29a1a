import { CHUNK_SIZE, type Assembly, type Instruction } from '@ingot/chunk-store';
import type { ContentReader } from '../content-reader.ts';
import { IngotError } from '../../kernel/errors.ts';
import { PART_GRID, PART_MAX } from './push.ts';

/** Where a part lies, in bytes. */
interface PartPlace {
  readonly start: number;
  /** Of the image. */
  readonly size: number;
}

/**
 * Puts a part together as its instructions say, and holds them to what a part may be. What is copied is named by its
 * place in content that the sender may read, so nobody learns, or gets, anything by naming a chunk.
 */
export class PartAssembly {
  readonly #assembly: Assembly;
  readonly #sources: readonly ContentReader[];
  readonly #place: PartPlace;
  /** Where the part has to end at the latest. */
  readonly #limit: number;
  #end: number;

  /** @param sources whose trees the assembly holds. */
  constructor(assembly: Assembly, sources: readonly ContentReader[], place: PartPlace) {
    this.#assembly = assembly;
    this.#sources = sources;
    this.#place = place;
    this.#limit = Math.min(place.size, place.start + PART_MAX);
    this.#end = place.start;
  }

  /** @throws IngotError `invalid`, or what the chunk store throws. */
  async follow(instruction: Instruction): Promise<void> {
    switch (instruction.kind) {
      case 'zeros': {
        const length = this.#take(instruction.count);
        await this.#assembly.zeros(length);
        return;
      }
      case 'copy':
        return this.#copy(instruction);
      case 'chunk': {
        const { id, codec, bytes } = instruction;
        const start = this.#end;
        const length = this.#take(1);
        if (codec === 'zstd') return this.#assembly.addFrame(id, bytes, length);
        if (bytes.length !== length) throw wrongLength(start, bytes.length, length);
        return this.#assembly.add(id, bytes);
      }
    }
  }

  /** @returns the length of the part. @throws IngotError `invalid` when it ends where no part may end. */
  finish(): number {
    const { start, size } = this.#place;
    if (this.#end === start) throw new IngotError('invalid', 'The part is empty.');
    if (this.#end !== size && this.#end % PART_GRID !== 0) {
      throw new IngotError(
        'invalid',
        `The part ends at byte ${this.#end}: it has to end at a multiple of ${PART_GRID}, or at the end of the image.`,
      );
    }
    return this.#end - start;
  }

  async #copy({ source, first, count }: Extract<Instruction, { readonly kind: 'copy' }>): Promise<void> {
    const reader = this.#sources[source];
    if (!reader) throw new IngotError('invalid', `The part copies from source ${source}, which is not named.`);
    const start = this.#end;
    const length = this.#take(count);
    const range = { offset: first * CHUNK_SIZE, length };
    const available = Math.min(count * CHUNK_SIZE, reader.size - range.offset);
    // A short last chunk is another chunk than a longer one that begins alike.
    if (available !== length) throw wrongLength(start, Math.max(available, 0), length);
    for await (const run of reader.runs(range)) {
      if (run.kind === 'zero') await this.#assembly.zeros(run.length);
      else await this.#assembly.share(run.ids, run.length);
    }
  }

  /** Goes on by so many chunks. @returns their length in bytes. */
  #take(count: number): number {
    const start = this.#end;
    if (count > Math.ceil((this.#limit - start) / CHUNK_SIZE)) {
      throw new IngotError(
        'invalid',
        `The part goes on after byte ${this.#limit}: one part covers ${PART_MAX} bytes at most, and nothing after the image.`,
      );
    }
    this.#end = Math.min(start + count * CHUNK_SIZE, this.#limit);
    return this.#end - start;
  }
}

function wrongLength(start: number, given: number, wanted: number): IngotError {
  return new IngotError(
    'invalid',
    `The part has ${given} bytes for byte ${start} of the image, where ${wanted} belong.`,
  );
}
