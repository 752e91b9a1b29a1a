import { CHUNK_ID_SIZE } from '@ingot/chunk-store/wire';
import { isId, isZeroId } from './tree-ids.ts';

/** Where a chunk can be copied from. */
export interface ChunkPlace {
  /** Which of the sources. */
  readonly source: number;
  readonly number: number;
}

/**
 * Chunks of sources, which are found by their ids wherever they lie. Takes 40 to 48 bytes for each, where a map of strings takes
 * 200, and a tenth of its time: ids are as good as random, so some bytes of one are its place in a table.
 */
export class KnownChunks {
  /** Those of all sources, end to end. */
  readonly #ids: Buffer;
  /** Of each source, which of all these its first one is, and how many it has; in their order. */
  readonly #sources = new Map<number, { readonly first: number; count: number }>();
  /** For each id, in the place that it names or the next free one after that, which of all it is, from 1; 0 where there is none. */
  readonly #table: Uint32Array;
  #count = 0;

  /** @param most chunks that are remembered; what is beyond is not found. */
  constructor(most: number) {
    this.#ids = Buffer.allocUnsafeSlow(most * CHUNK_ID_SIZE);
    this.#table = new Uint32Array(2 ** Math.ceil(Math.log2(2 * Math.max(1, most))));
  }

  /** Whether nothing more is remembered. */
  get isFull(): boolean {
    return this.#count * CHUNK_ID_SIZE === this.#ids.length;
  }

  /** Adds the next chunks of a source, in order; all of one source before any of the next. @returns how many are remembered. */
  add(source: number, ids: Buffer): number {
    const before = this.#count;
    const added = this.#sources.get(source) ?? { first: before, count: 0 };
    this.#sources.set(source, added);
    this.#count += Math.floor(ids.copy(this.#ids, before * CHUNK_ID_SIZE) / CHUNK_ID_SIZE);
    for (let which = before; which < this.#count; which += 1) {
      if (isZeroId(this.#ids, which)) continue;
      const slot = this.#slot(this.#ids, which);
      this.#table[slot] ||= which + 1;
    }
    added.count += this.#count - before;
    return this.#count - before;
  }

  /** The first place of a chunk. @param ids end to end. @param at which of them. */
  find(ids: Buffer, at: number): ChunkPlace | null {
    const which = (this.#table[this.#slot(ids, at)] ?? 0) - 1;
    if (which < 0) return null;
    for (const [source, { first, count }] of this.#sources) {
      if (which < first + count) return { source, number: which - first };
    }
    return null;
  }

  /** Whether a chunk lies in the place of a source that is remembered. */
  isAt(ids: Buffer, at: number, { source, number }: ChunkPlace): boolean {
    const { first, count } = this.#sources.get(source) ?? { first: 0, count: 0 };
    return number < count && isId(ids, at, this.#ids, first + number);
  }

  /** Of the table, where the id is, or would have to be. */
  #slot(ids: Buffer, at: number): number {
    const last = this.#table.length - 1;
    for (let slot = ids.readUInt32LE(at * CHUNK_ID_SIZE) & last; ; slot = (slot + 1) & last) {
      const which = (this.#table[slot] ?? 0) - 1;
      if (which < 0 || isId(ids, at, this.#ids, which)) return slot;
    }
  }
}
