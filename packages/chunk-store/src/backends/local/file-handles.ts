import { open, type FileHandle } from 'node:fs/promises';

/** Packs that are read stay open, the least recently used is closed: opening costs more than a short read. */
const MAX_OPEN_FILES = 64;

interface Entry {
  readonly file: Promise<FileHandle>;
  users: number;
  forgotten: boolean;
}

/** Open files by path, for reading. A file in use is closed by its last user. */
export class FileHandles {
  readonly #entries = new Map<string, Entry>();

  /** Lends the open file to `work`. @throws the system's error when it cannot be opened. */
  async use<Result>(path: string, work: (file: FileHandle) => Promise<Result>): Promise<Result> {
    const entry = this.#entry(path);
    entry.users += 1;
    this.#evict();
    try {
      return await work(await entry.file);
    } finally {
      entry.users -= 1;
      if (entry.forgotten) await this.#closeIfIdle(entry);
    }
  }

  /** The path will be opened anew, or not at all, from now on. */
  async forget(path: string): Promise<void> {
    const entry = this.#entries.get(path);
    if (!entry) return;
    this.#entries.delete(path);
    entry.forgotten = true;
    await this.#closeIfIdle(entry);
  }

  async close(): Promise<void> {
    for (const path of this.#entries.keys()) await this.forget(path);
  }

  #entry(path: string): Entry {
    const known = this.#entries.get(path);
    if (known) {
      this.#entries.delete(path);
      this.#entries.set(path, known);
      return known;
    }
    const entry: Entry = { file: open(path, 'r'), users: 0, forgotten: false };
    // A file that cannot be opened must not stand in the way of a later try; its users see the error themselves.
    entry.file.catch(() => {
      if (this.#entries.get(path) === entry) this.#entries.delete(path);
      entry.forgotten = false;
    });
    this.#entries.set(path, entry);
    return entry;
  }

  #evict(): void {
    for (const [path, entry] of this.#entries) {
      if (this.#entries.size <= MAX_OPEN_FILES) return;
      if (entry.users === 0) void this.forget(path);
    }
  }

  async #closeIfIdle(entry: Entry): Promise<void> {
    if (entry.users === 0) await (await entry.file).close();
  }
}
