import { write as writeFile } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { DiskError } from '../disk-error.ts';
import { sendFile } from './file-export.ts';
import { threadedRead } from './file-read.ts';
import type { NbdExtent, WritableExport } from './nbd-export.ts';

/** What has been written is known in such pieces, a bit for each: 1 TiB takes 512 KiB of memory. In bytes. */
const GRAIN = 256 * 1024;
const ZEROS = Buffer.alloc(GRAIN);

/**
 * An empty disk that is filled once, in any order, and read afterwards. It lies in a sparse file, which no writer can make
 * larger than the disk, and which goes with the disk: nothing of it outlives a crash, so nothing of it is synced.
 */
export interface ScratchDisk {
  /** What may be found by any number of connections. */
  readonly disk: WritableExport;
  /** Ends the writing: what is under way is waited for, what comes later fails. */
  seal(): Promise<void>;
  /** Removes the file. */
  remove(): Promise<void>;
}

/**
 * @param path of the file, which must not be there.
 * @param size of the disk in bytes.
 * @throws the system's error.
 */
export async function scratchDisk(path: string, size: number): Promise<ScratchDisk> {
  const file = await open(path, 'wx+', 0o600);
  try {
    await file.truncate(size);
    return new SparseScratch(file, path, size);
  } catch (error) {
    await file.close();
    await rm(path, { force: true });
    throw error;
  }
}

class SparseScratch implements ScratchDisk {
  readonly disk: WritableExport;
  readonly #file: FileHandle;
  readonly #path: string;
  readonly #size: number;
  readonly #written: Uint8Array;
  readonly #underWay = new Set<Promise<void>>();
  #isSealed = false;

  constructor(file: FileHandle, path: string, size: number) {
    this.#file = file;
    this.#path = path;
    this.#size = size;
    this.#written = new Uint8Array(Math.ceil(size / GRAIN / 8));
    const read = threadedRead(file.fd);
    this.disk = {
      size,
      readOnly: false,
      preferredBlockSize: GRAIN,
      read: (offset, length, sink, signal) => sendFile(read, { offset, length, sink, signal }),
      extents: (offset, length) => this.#extents(offset, length),
      write: (offset, bytes) => this.#change(() => this.#write(offset, bytes)),
      zero: (offset, length) => this.#change(() => this.#zero(offset, length)),
      flush: async () => undefined,
    };
  }

  async seal(): Promise<void> {
    this.#isSealed = true;
    await Promise.allSettled(this.#underWay);
  }

  async remove(): Promise<void> {
    await this.seal();
    await this.#file.close();
    await rm(this.#path, { force: true });
  }

  async #change(change: () => Promise<void>): Promise<void> {
    if (this.#isSealed) throw new DiskError('io', 'The disk takes no more writes: what was written is being stored.');
    const changing = change();
    this.#underWay.add(changing);
    try {
      await changing;
    } finally {
      this.#underWay.delete(changing);
    }
  }

  async #write(offset: number, bytes: Buffer): Promise<void> {
    for (let grain = Math.floor(offset / GRAIN); grain * GRAIN < offset + bytes.length; grain += 1) {
      this.#written[grain >> 3] = (this.#written[grain >> 3] ?? 0) | (1 << (grain & 7));
    }
    await put(this.#file.fd, bytes, offset);
  }

  /** Where nothing was written there are zeros. */
  async #zero(offset: number, length: number): Promise<void> {
    for await (const extent of this.#extents(offset, length)) {
      if (extent.kind === 'zero') continue;
      const end = extent.offset + extent.length;
      for (let at = extent.offset; at < end; at += GRAIN) {
        await put(this.#file.fd, ZEROS.subarray(0, Math.min(GRAIN, end - at)), at);
      }
    }
  }

  async *#extents(offset: number, length: number): AsyncGenerator<NbdExtent> {
    const end = Math.min(offset + length, this.#size);
    for (let at = offset; at < end;) {
      const kind = this.#kindAt(at);
      let next = at;
      while (next < end && this.#kindAt(next) === kind) next = Math.min(end, (Math.floor(next / GRAIN) + 1) * GRAIN);
      yield { kind, offset: at, length: next - at };
      at = next;
    }
  }

  #kindAt(offset: number): NbdExtent['kind'] {
    const grain = Math.floor(offset / GRAIN);
    return ((this.#written[grain >> 3] ?? 0) & (1 << (grain & 7))) === 0 ? 'zero' : 'data';
  }
}

/** Writes all of `bytes`. @throws the system's error. */
function put(file: number, bytes: Buffer, offset: number): Promise<void> {
  return new Promise((resolve, reject) => {
    writeFile(file, bytes, 0, bytes.length, offset, (error, count) => {
      if (error) reject(error);
      else if (count === bytes.length) resolve();
      else resolve(put(file, bytes.subarray(count), offset + count));
    });
  });
}
