/**
 * Writing past the page cache. What is synced before anybody reads it gains nothing by lying there, and a cache takes memory,
 * page by page: in a virtual machine whose host has to give it that memory, this costs ten times what writing does.
 *
 *     append ──copy──► an area that fills up ┐ they change places when one is full,
 *                      an area on its way    ┘ and the other was written
 *
 * Memory, places and lengths have to be multiples of the disk's sector; so the last piece is padded, and the file cut.
 */
import { constants } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { copyBytes } from '../../copy-bytes.ts';
import type { AreaPair } from './aligned-areas.ts';
import { writeAll, type ByteWriter } from './byte-writer.ts';

/** Sectors are at most as long, in bytes. */
const SECTOR = 4096;
const { O_WRONLY, O_CREAT, O_EXCL, O_DIRECT } = constants;

/** Opens a new file to be written past the page cache. @throws the system's error. */
export function openDirect(path: string): Promise<FileHandle> {
  return open(path, O_WRONLY | O_CREAT | O_EXCL | O_DIRECT);
}

/** Whether the file system of a directory takes what is written like that. @param path of a file to try it with, which is gone then. */
export async function takesDirectWrites(path: string, [area]: AreaPair): Promise<boolean> {
  try {
    await using file = await openDirect(path);
    await writeAll(file, [area.subarray(0, SECTOR)], 0);
    return true;
  } catch {
    // Whatever the reason is: if it matters to other writes as well, they will meet it.
    return false;
  } finally {
    await rm(path, { force: true });
  }
}

export class DirectWriter implements ByteWriter {
  readonly #file: FileHandle;
  #giveBack: () => void;
  #filling: Buffer;
  #other: Buffer;
  #filled = 0;
  /** Where what is filled begins in the file. */
  #position = 0;
  #writing: Promise<unknown> = Promise.resolve();

  /** @param file as `openDirect` has opened it. @param giveBack is called when the areas are not needed any more. */
  constructor(file: FileHandle, [filling, other]: AreaPair, giveBack: () => void) {
    this.#file = file;
    this.#filling = filling;
    this.#other = other;
    this.#giveBack = giveBack;
  }

  async append(bytes: readonly Buffer[]): Promise<void> {
    for (const buffer of bytes) {
      for (let from = 0; from < buffer.length;) {
        const part = buffer.subarray(from, from + this.#filling.length - this.#filled);
        copyBytes(part, this.#filling, this.#filled);
        from += part.length;
        this.#filled += part.length;
        if (this.#filled === this.#filling.length) await this.#write(this.#filled);
      }
    }
  }

  async finish(): Promise<void> {
    const size = this.#position + this.#filled;
    const padded = Math.ceil(this.#filled / SECTOR) * SECTOR;
    this.#filling.fill(0, this.#filled, padded);
    await this.#write(padded);
    await this.#writing;
    if (this.#position > size) await this.#file.truncate(size);
  }

  async end(): Promise<void> {
    await Promise.allSettled([this.#writing]);
    this.#giveBack();
    this.#giveBack = () => undefined;
  }

  /** Begins to write the first bytes of the area, and goes on with the other one. @throws what became of that one. */
  async #write(length: number): Promise<void> {
    await this.#writing;
    this.#writing = writeAll(this.#file, [this.#filling.subarray(0, length)], this.#position);
    // Met by the next write, or at the end; until then it is not an unhandled failure.
    this.#writing.catch(() => undefined);
    [this.#filling, this.#other] = [this.#other, this.#filling];
    this.#position += length;
    this.#filled = 0;
  }
}
