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
/** What a disk may lag behind what is written, in bytes: a slower one holds it up. */
const MAX_UNSYNCED = 8 * SYNCED_TOGETHER;

/** A file that is written from its beginning to its end; pieces of zeros become holes. */
export class DirectoryArtefact implements OpenArtefact {
  readonly #file: FileHandle;
  readonly #options: DirectoryArtefactOptions;
  #size = 0;
  #isOpen = true;
  /** What waits for its turn, and the writes: the one under way, and the one that takes what waits. */
  #waiting: Buffer[] = [];
  #writing: Promise<void> = Promise.resolve();
  #next: Promise<void> | null = null;
  /** Where the last sync began, and the sync, which goes on beside the writing. */
  #syncedTo = 0;
  #syncing: Promise<void> | null = null;
  #synced: Promise<void> = Promise.resolve();

  constructor(options: DirectoryArtefactOptions) {
    this.#options = options;
    this.#file = options.file;
  }

  append(pieces: readonly Buffer[]): Promise<void> {
    this.#waiting.push(...pieces);
    this.#next ??= this.#writeAfter(this.#writing);
    return this.#next;
  }

  async commit(): Promise<void> {
    try {
      await (this.#next ?? this.#writing);
      await this.#synced;
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
    await Promise.allSettled([this.#next ?? this.#writing]);
    await Promise.allSettled([this.#synced]);
    await this.#close();
    await this.#options.remove();
  }

  /** What comes while a write is under way is written together: asking the system costs as much as 256 KiB. */
  async #writeAfter(before: Promise<void>): Promise<void> {
    try {
      await before;
      if (this.#next) this.#writing = this.#next;
      this.#next = null;
      const pieces = this.#waiting;
      this.#waiting = [];
      await this.#writeAll(pieces);
      await this.#sync();
    } catch (error) {
      throw poolFailure(error, this.#options.place);
    }
  }

  async #writeAll(pieces: readonly Buffer[]): Promise<void> {
    let together: Buffer[] = [];
    for (const piece of pieces) {
      if (isZero(piece)) {
        await this.#write(together);
        together = [];
        this.#size += piece.length;
      } else together.push(piece);
    }
    await this.#write(together);
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

  /** Has the disk take what is written, one sync at a time. */
  async #sync(): Promise<void> {
    if (this.#size - this.#syncedTo >= MAX_UNSYNCED) await this.#syncing;
    if (this.#syncing || this.#size - this.#syncedTo < SYNCED_TOGETHER) return;
    this.#syncedTo = this.#size;
    this.#syncing = this.#file.datasync();
    this.#synced = this.#syncing.then(() => void (this.#syncing = null));
    // Met at the end; until then it is not an unhandled failure.
    this.#synced.catch(() => undefined);
  }

  async #close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    await this.#file.close();
  }
}
