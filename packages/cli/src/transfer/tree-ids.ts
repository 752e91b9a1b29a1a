import {
  CHUNK_ID_SIZE,
  CHUNK_SIZE,
  chunkIdFromBytes,
  treeRootOf,
  type ChunkId,
  type TreeRoot,
} from '@ingot/chunk-store/wire';

const ZEROS = Buffer.alloc(CHUNK_ID_SIZE);

/** The ids of all chunks of an image, by number: 32 bytes for each 256 KiB. */
export class TreeIds {
  /** End to end; zeros for a chunk of zeros. */
  readonly bytes: Buffer;
  readonly #size: number;

  /** @param size of the image, in bytes. @param bytes where they lie, if they are there already. */
  constructor(size: number, bytes: Buffer = Buffer.alloc(Math.ceil(size / CHUNK_SIZE) * CHUNK_ID_SIZE)) {
    this.bytes = bytes;
    this.#size = size;
  }

  /** Those of consecutive chunks, as they travel. */
  setAll(first: number, ids: Buffer): void {
    ids.copy(this.bytes, first * CHUNK_ID_SIZE);
  }

  /** Null for zeros. */
  get(number: number): ChunkId | null {
    if (isZeroId(this.bytes, number)) return null;
    return chunkIdFromBytes(this.bytes.subarray(number * CHUNK_ID_SIZE, (number + 1) * CHUNK_ID_SIZE));
  }

  root(): TreeRoot {
    return treeRootOf(this.bytes, this.#size);
  }
}

/** Whether one of many ids that lie end to end stands for zeros. */
export function isZeroId(ids: Buffer, number: number): boolean {
  return isId(ids, number, ZEROS, 0);
}

/** Whether one of many ids that lie end to end is one of others. */
export function isId(ids: Buffer, number: number, others: Buffer, other: number): boolean {
  const [at, there] = [number * CHUNK_ID_SIZE, other * CHUNK_ID_SIZE];
  return ids.compare(others, there, there + CHUNK_ID_SIZE, at, at + CHUNK_ID_SIZE) === 0;
}
