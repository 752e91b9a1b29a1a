import { open, type FileHandle } from 'node:fs/promises';
import type { ByteSource, DiskRange } from '@ingot/disk';
import type { ScratchPart } from './scratch-part.ts';

/** A stretch of a disk that lies in a file now. */
export interface WrittenRange extends DiskRange {
  readonly part: ScratchPart;
  /** Where it begins in the file. */
  readonly start: number;
}

/** A disk some parts of which have been laid out as files, to be changed: what is read of them is what the files hold. */
export class WrittenDisk implements ByteSource {
  readonly size: number;
  readonly #below: ByteSource;
  readonly #files = new Map<ScratchPart, FileHandle>();

  constructor(below: ByteSource) {
    this.size = below.size;
    this.#below = below;
  }

  /** Of parts. */
  get count(): number {
    return this.#files.size;
  }

  async add(part: ScratchPart): Promise<void> {
    this.#files.set(part, await open(part.path, 'r'));
  }

  /** The part that lies in exactly these ranges. */
  find(ranges: readonly DiskRange[]): ScratchPart | null {
    return [...this.#files.keys()].find((part) => keyOf(part.ranges) === keyOf(ranges)) ?? null;
  }

  /** By their place on the disk. */
  ranges(): WrittenRange[] {
    const ranges = [...this.#files.keys()].flatMap((part) => {
      let start = 0;
      return part.ranges.map((range): WrittenRange => {
        const placed = { ...range, part, start };
        start += range.length;
        return placed;
      });
    });
    return ranges.toSorted((a, b) => a.offset - b.offset);
  }

  async read(offset: number, length: number): Promise<Buffer> {
    const ranges = this.ranges();
    // Mostly it lies in one of them, and then nothing below is of interest.
    const isInside = ranges.some((range) => range.offset <= offset && offset + length <= range.offset + range.length);
    const bytes = isInside ? Buffer.alloc(length) : Buffer.from(await this.#below.read(offset, length));
    for (const range of ranges) {
      const from = Math.max(offset, range.offset);
      const to = Math.min(offset + bytes.length, range.offset + range.length);
      const file = this.#files.get(range.part);
      if (from >= to || !file) continue;
      await file.read(bytes, from - offset, to - from, range.start + from - range.offset);
    }
    return bytes;
  }

  async close(): Promise<void> {
    for (const file of this.#files.values()) await file.close();
  }
}

function keyOf(ranges: readonly DiskRange[]): string {
  return ranges.map(({ offset, length }) => `${offset}+${length}`).join(',');
}
