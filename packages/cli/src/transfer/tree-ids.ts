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
  readonly #size: number;
  readonly #ids: Buffer;

  /** @param size of the image, in bytes. @param ids where they lie end to end, if they are there already. */
  constructor(size: number, ids: Buffer = Buffer.alloc(Math.ceil(size / CHUNK_SIZE) * CHUNK_ID_SIZE)) {
    this.#size = size;
    this.#ids = ids;
  }

  /** Those of consecutive chunks, as they travel. */
  setAll(first: number, ids: Buffer): void {
    ids.copy(this.#ids, first * CHUNK_ID_SIZE);
  }

  /** Null for zeros. */
  get(number: number): ChunkId | null {
    return idAt(this.#ids, number);
  }

  root(): Promise<TreeRoot> {
    return treeRootOf(this.#entries());
  }

  *#entries(): Generator<{ readonly id: ChunkId | null; readonly length: number }> {
    for (let number = 0; number * CHUNK_SIZE < this.#size; number += 1) {
      yield { id: this.get(number), length: Math.min(CHUNK_SIZE, this.#size - number * CHUNK_SIZE) };
    }
  }
}

/** One of many ids that lie end to end; null for zeros. */
export function idAt(ids: Buffer, number: number): ChunkId | null {
  const id = ids.subarray(number * CHUNK_ID_SIZE, (number + 1) * CHUNK_ID_SIZE);
  return id.equals(ZEROS) ? null : chunkIdFromBytes(id);
}
