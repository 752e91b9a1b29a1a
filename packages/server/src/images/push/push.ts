import { CHUNK_SIZE, type ByteRange } from '@ingot/chunk-store';
import type { PushPart } from '../image-store.ts';

/**
 * A push: the bytes of an image come in parts, each in a request of its own, in any order, through any process. A part
 * says which chunks are where, and brings only those that no image has that the sender may read. Once a part is taken
 * it stays, whatever happens to the sender or to the service, until the push is finished, cancelled, or given up.
 */
export interface Push {
  /** Of the image, in bytes. */
  readonly size: number;
  /** Bytes of it that parts have been taken for. */
  readonly received: number;
  /** The first thousand stretches that have not come, in order. */
  readonly missing: readonly ByteRange[];
  /** When it is given up, unless something happens before. Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** A part begins at a multiple of it, and ends at one or at the end of the image: 16 MiB. */
export const PART_GRID = 64 * CHUNK_SIZE;
/** The most that one part covers, 256 MiB: what has to be sent again when a connection breaks is bounded. */
export const PART_MAX = 1024 * CHUNK_SIZE;
/** Milliseconds after which a push is given up in which nothing happened: time for a line that was cut over night. */
export const PUSH_LIFETIME = 24 * 60 * 60 * 1000;
/** The process of an upload that any process goes on with. */
export const ANY_PROCESS = '';

/** Stretches that are told at a time. */
const MAX_MISSING = 1000;

/** Adds up, part by part in order, what has come of an image and what has not. */
export class PushProgress {
  readonly missing: ByteRange[] = [];
  readonly #size: number;
  #end = 0;
  #received = 0;

  constructor(size: number) {
    this.#size = size;
  }

  get received(): number {
    return this.#received;
  }

  add({ start, length }: Pick<PushPart, 'start' | 'length'>): void {
    this.#gap(start);
    this.#end = start + length;
    this.#received += length;
  }

  /** To be called after the last part. */
  finish(): void {
    this.#gap(this.#size);
  }

  #gap(end: number): void {
    if (end > this.#end && this.missing.length < MAX_MISSING) {
      this.missing.push({ offset: this.#end, length: end - this.#end });
    }
  }
}
