import { open, type FileHandle } from 'node:fs/promises';

/** Makes everything durable that has been written to a file until now. */
export type FlushFile = (file: FileHandle) => Promise<void>;

/**
 * Flushes one file for many: whoever asks while a flush is under way shares the next one, because the one under way may
 * have begun before his bytes were written.
 */
export class GroupFlush {
  readonly #path: string;
  readonly #flushFile: FlushFile;
  #file: FileHandle | null = null;
  #running: Promise<void> | null = null;
  #next: Promise<void> | null = null;
  #failure: Error | null = null;

  /** @param path of a file that exists from the first flush on, and stays the same file until `close` */
  constructor(path: string, flushFile: FlushFile = (file) => file.datasync()) {
    this.#path = path;
    this.#flushFile = flushFile;
  }

  /**
   * Resolves when all that was written before the call is durable. After a failure nothing is trusted any more: the
   * kernel may have dropped the bytes and says so once only, so this and every later flush fails until a restart.
   */
  flush(): Promise<void> {
    this.#next ??= this.#flushAfter(this.#running);
    return this.#next;
  }

  /** Waits for the flush that is under way. */
  async close(): Promise<void> {
    await this.#running?.catch(() => {
      // Those who wait for it are told.
    });
    await this.#file?.close();
  }

  async #flushAfter(running: Promise<void> | null): Promise<void> {
    await running?.catch(() => {
      // Those who wait for it are told.
    });
    this.#running = this.#next;
    this.#next = null;
    if (this.#failure) throw this.#failure;
    try {
      this.#file ??= await open(this.#path, 'r');
      await this.#flushFile(this.#file);
    } catch (error) {
      this.#failure = new Error(
        `${this.#path} cannot be flushed: see to the disk, then restart the service. Nothing that was acknowledged is lost.`,
        { cause: error },
      );
      throw this.#failure;
    }
  }
}
