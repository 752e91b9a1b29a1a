import type { FileHandle } from 'node:fs/promises';

/** What is left out when it is zeros, in bytes: a block of a file system, or several. */
const BLOCK = 64 * 1024;
const ZEROS = Buffer.alloc(BLOCK);

/** Appends bytes to a file, and leaves blocks of zeros as holes. */
export class SparseFile {
  readonly #file: FileHandle;
  #position: number;

  /** @param position where the file ends now. */
  constructor(file: FileHandle, position: number) {
    this.#file = file;
    this.#position = position;
  }

  get position(): number {
    return this.#position;
  }

  async append(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length;) {
      const length = Math.min(BLOCK - (this.#position % BLOCK), bytes.length - at);
      const block = bytes.subarray(at, at + length);
      if (!ZEROS.subarray(0, length).equals(block)) await this.#file.write(block, 0, length, this.#position);
      this.#position += length;
      at += length;
    }
  }

  /** A hole at the end is part of the file from then on. */
  end(): Promise<void> {
    return this.#file.truncate(this.#position);
  }
}
