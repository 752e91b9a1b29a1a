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

/** What is written before the disk begins to take it, in bytes: the file is not in a cache as a whole when it ends. */
const SYNCED_TOGETHER = 32 * 1024 * 1024;

/** A file that is written from its beginning to its end; pieces of zeros become holes. */
export class DirectoryArtefact implements OpenArtefact {
  readonly #file: FileHandle;
  readonly #options: DirectoryArtefactOptions;
  #size = 0;
  #isOpen = true;
  /** Where the last sync began, and the sync, which goes on beside the writing. */
  #syncedTo = 0;
  #syncing: Promise<void> = Promise.resolve();

  constructor(options: DirectoryArtefactOptions) {
    this.#options = options;
    this.#file = options.file;
  }

  async append(pieces: readonly Buffer[]): Promise<void> {
    try {
      let together: Buffer[] = [];
      for (const piece of pieces) {
        if (isZero(piece)) {
          await this.#write(together);
          together = [];
          this.#size += piece.length;
        } else together.push(piece);
      }
      await this.#write(together);
      if (this.#size - this.#syncedTo >= SYNCED_TOGETHER) await this.#beginSync();
    } catch (error) {
      throw poolFailure(error, this.#options.place);
    }
  }

  async commit(): Promise<void> {
    try {
      await this.#syncing;
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
    await Promise.allSettled([this.#syncing]);
    await this.#close();
    await this.#options.remove();
  }

  async #write(pieces: readonly Buffer[]): Promise<void> {
    if (pieces.length === 0) return;
    let { bytesWritten } = await this.#file.writev(pieces, this.#size);
    for (const piece of pieces) {
      // All, but where the system was interrupted.
      for (let at = Math.min(bytesWritten, piece.length); at < piece.length;) {
        at += (await this.#file.write(piece, at, piece.length - at, this.#size + at)).bytesWritten;
      }
      bytesWritten = Math.max(0, bytesWritten - piece.length);
      this.#size += piece.length;
    }
  }

  /** One at a time: a disk that is slower than what is written holds it up. */
  async #beginSync(): Promise<void> {
    await this.#syncing;
    this.#syncedTo = this.#size;
    this.#syncing = this.#file.datasync();
    // Met by the next one, or at the end; until then it is not an unhandled failure.
    this.#syncing.catch(() => undefined);
  }

  async #close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    await this.#file.close();
  }
}
