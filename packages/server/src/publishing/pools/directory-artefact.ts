import type { FileHandle } from 'node:fs/promises';
import { isZero } from '@ingot/chunk-store';
import { poolFailure } from './pool-failure.ts';
import type { OpenArtefact } from './pool-storage.ts';

export interface DirectoryArtefactOptions {
  /** New and empty. */
  readonly file: FileHandle;
  /** For people. */
  readonly place: string;
  /** Gives the file its name, durably. */
  readonly publish: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** A file that is written from its beginning to its end; pieces of zeros become holes. */
export class DirectoryArtefact implements OpenArtefact {
  readonly #file: FileHandle;
  readonly #options: DirectoryArtefactOptions;
  #size = 0;
  #isOpen = true;

  constructor(options: DirectoryArtefactOptions) {
    this.#options = options;
    this.#file = options.file;
  }

  async append(pieces: readonly Buffer[]): Promise<void> {
    try {
      for (const piece of pieces) {
        if (!isZero(piece)) await this.#write(piece);
        this.#size += piece.length;
      }
    } catch (error) {
      throw poolFailure(error, this.#options.place);
    }
  }

  async commit(): Promise<void> {
    try {
      // What ends with a hole is longer than what was written.
      await this.#file.truncate(this.#size);
      await this.#file.sync();
      await this.#close();
      await this.#options.publish();
    } catch (error) {
      throw poolFailure(error, this.#options.place);
    }
  }

  async discard(): Promise<void> {
    await this.#close();
    await this.#options.remove();
  }

  async #write(piece: Buffer): Promise<void> {
    for (let at = 0; at < piece.length;) {
      at += (await this.#file.write(piece, at, piece.length - at, this.#size + at)).bytesWritten;
    }
  }

  async #close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    await this.#file.close();
  }
}
