import { CHUNK_SIZE } from '../chunk-id.ts';
import { copyBytes } from '../copy-bytes.ts';

/** A chunk's bytes, in the pieces in which they came. */
export interface GatheredChunk {
  readonly pieces: readonly Buffer[];
  /** Sum of the pieces' lengths: `CHUNK_SIZE`, or less for the last chunk. */
  readonly length: number;
}

/** A socket gives four or five buffers for a chunk. Whoever sends crumbs has them copied together after so many. */
const MAX_PIECES = 16;

/**
 * Cuts a stream of buffers of any size into chunks. What comes in good-sized buffers is not copied: a chunk is views of
 * the buffers that it lies in, kept on the heap until it is whole, so a client that stalls in mid-chunk holds no shared
 * slot.
 */
export class Chunker {
  readonly #take: (chunk: GatheredChunk) => Promise<void>;
  readonly #spent: (bytes: Buffer) => void;
  #pieces: Buffer[] = [];
  /** Buffers that end in this chunk. */
  #ended: Buffer[] = [];
  /** Where the crumbs of this chunk are copied to, once there are too many. */
  #crumbs: Buffer | null = null;
  #length = 0;

  /**
   * @param take is given each chunk, and has copied it when it resolves.
   * @param spent is called with each buffer that was written, as it came, when nothing of it is needed any more.
   */
  constructor(take: (chunk: GatheredChunk) => Promise<void>, spent: (bytes: Buffer) => void = () => undefined) {
    this.#take = take;
    this.#spent = spent;
  }

  /** Keeps a part of `bytes`, which must not be written to afterwards. */
  async write(bytes: Buffer): Promise<void> {
    for (let rest = bytes; rest.length > 0;) {
      const piece = rest.subarray(0, CHUNK_SIZE - this.#length);
      rest = rest.subarray(piece.length);
      this.#keep(piece);
      // Added before the chunk goes on, since all of it is copied then.
      if (rest.length === 0) this.#ended.push(bytes);
      if (this.#length === CHUNK_SIZE) await this.flush();
    }
  }

  /** Passes on the short last chunk, if there is one. */
  async flush(): Promise<void> {
    if (this.#length === 0) return;
    const pieces = this.#crumbs ? [this.#crumbs.subarray(0, this.#length)] : this.#pieces;
    const chunk = { pieces, length: this.#length };
    this.#pieces = [];
    this.#crumbs = null;
    this.#length = 0;
    const ended = this.#ended;
    this.#ended = [];
    await this.#take(chunk);
    for (const bytes of ended) this.#spent(bytes);
  }

  #keep(piece: Buffer): void {
    if (this.#crumbs) piece.copy(this.#crumbs, this.#length);
    else this.#pieces.push(piece);
    this.#length += piece.length;
    if (this.#pieces.length > MAX_PIECES) {
      this.#crumbs = Buffer.allocUnsafeSlow(CHUNK_SIZE);
      copyPieces(this.#pieces, this.#crumbs);
      this.#pieces = [];
    }
  }
}

/** Copies the pieces, end to end, to the beginning of `target`. */
export function copyPieces(pieces: readonly Buffer[], target: Buffer): void {
  let end = 0;
  for (const piece of pieces) end += copyBytes(piece, target, end);
}
