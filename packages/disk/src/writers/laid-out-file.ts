import type { NbdExtent, NbdSink } from '../nbd/nbd-export.ts';
import type { Blocks } from './blocks.ts';
import { PIECE, type Layout, type Placement, type Region } from './layout.ts';

const ZEROS = Buffer.alloc(PIECE);

/** A stretch of the file that is made in one way. */
type Part =
  | { readonly kind: 'region'; readonly region: Region; readonly end: number }
  | { readonly kind: 'data'; readonly end: number }
  | { readonly kind: 'zero'; readonly end: number };

/**
 * The file that a layout describes. Any range of it is made when it is asked for; memory for one piece of a table and what
 * the disk lends are all it takes.
 *
 * @param disk the one whose extents the layout was made of.
 */
export function laidOutFile(layout: Layout, disk: Blocks): Blocks {
  return {
    size: layout.size,
    async read(offset, length, sink, signal) {
      const file = new FileReader(disk, sink, signal);
      try {
        for (let at = offset; at < offset + length;) {
          const part = partAt(layout, at);
          const end = Math.min(part.end, offset + length);
          if (part.kind === 'region') await file.region(part.region, at, end);
          else if (part.kind === 'data') await file.data(layout.data, at, end);
          else await file.zeros(end - at);
          at = end;
        }
        await file.end();
      } catch (error) {
        // Nothing of the disk is being read when this settles.
        await Promise.allSettled([file.end()]);
        throw error;
      }
    },
    async *extents(offset, length) {
      for (let at = offset; at < offset + length;) {
        const part = partAt(layout, at);
        const end = Math.min(part.end, offset + length);
        if (part.kind === 'data' && layout.data.kind === 'whole') yield* wholeExtents(layout.data, disk, at, end);
        else yield { kind: part.kind === 'zero' ? 'zero' : 'data', offset: at, length: end - at };
        at = end;
      }
    },
  };
}

function partAt({ size, regions, data }: Layout, at: number): Part {
  if (at >= data.offset && at < data.offset + data.length) return { kind: 'data', end: data.offset + data.length };
  const next = regions.find(({ offset, length }) => at < offset + length);
  if (next && next.offset <= at) return { kind: 'region', region: next, end: next.offset + next.length };
  const starts = [next?.offset ?? size, data.offset > at && data.length > 0 ? data.offset : size];
  return { kind: 'zero', end: Math.min(...starts) };
}

/** The disk's own extents, as far as it goes. */
async function* wholeExtents(data: Placement, disk: Blocks, at: number, end: number): AsyncGenerator<NbdExtent> {
  const diskEnd = Math.min(end, data.offset + disk.size);
  if (at < diskEnd) {
    for await (const { kind, offset, length } of disk.extents(at - data.offset, diskEnd - at)) {
      yield { kind, offset: offset + data.offset, length };
    }
  }
  const from = Math.max(at, diskEnd);
  if (from < end) yield { kind: 'zero', offset: from, length: end - from };
}

class FileReader {
  readonly #disk: Blocks;
  readonly #sink: NbdSink;
  readonly #signal: AbortSignal;
  /** The run of the disk that was asked for last: what comes behind it in the file waits until it is out. */
  #reading: Promise<void> = Promise.resolve();

  constructor(disk: Blocks, sink: NbdSink, signal: AbortSignal) {
    this.#disk = disk;
    this.#sink = sink;
    this.#signal = signal;
  }

  /** Resolves when all that was asked for is out. @throws what reading the last run failed with. */
  end(): Promise<void> {
    return this.#reading;
  }

  async region(region: Region, from: number, to: number): Promise<void> {
    await this.#reading;
    for (let at = from - region.offset; at < to - region.offset;) {
      this.#signal.throwIfAborted();
      const start = at - (at % PIECE);
      const piece = Buffer.alloc(Math.min(PIECE, region.length - start));
      region.fill(piece, start);
      const end = Math.min(start + piece.length, to - region.offset);
      await this.#sink([piece.subarray(at - start, end - start)]);
      at = end;
    }
  }

  async zeros(length: number): Promise<void> {
    await this.#reading;
    for (let left = length; left > 0; left -= PIECE) {
      this.#signal.throwIfAborted();
      await this.#sink([ZEROS.subarray(0, Math.min(PIECE, left))]);
    }
  }

  async data(data: Placement, from: number, to: number): Promise<void> {
    if (data.kind === 'whole') return this.#bytes(from - data.offset, to - from);
    const { units, lead } = data;
    const stride = lead.length + units.unitSize;
    for (let at = from - data.offset; at < to - data.offset;) {
      const within = at % stride;
      let length: number;
      if (within < lead.length) {
        length = Math.min(lead.length - within, to - data.offset - at);
        await this.#reading;
        await this.#sink([lead.subarray(within, within + length)]);
      } else {
        const unit = units.select(Math.floor(at / stride));
        const wanted = to - data.offset - at;
        // Units that are neighbours on the disk are neighbours in the file, unless something stands between them.
        const run = lead.length > 0 ? 1 : units.runLength(unit, Math.ceil((within + wanted) / units.unitSize));
        length = Math.min(run * units.unitSize - (within - lead.length), wanted);
        await this.#bytes(unit * units.unitSize + within - lead.length, length);
      }
      at += length;
    }
  }

  /** Bytes of the disk; zeros beyond its end. */
  async #bytes(offset: number, length: number): Promise<void> {
    const stored = Math.max(0, Math.min(length, this.#disk.size - offset));
    if (stored > 0) await this.#read(offset, stored);
    if (length > stored) await this.zeros(length - stored);
  }

  /** Begins to read a run while the one before is on its way out. A disk in many runs is read no slower than one in one. */
  async #read(offset: number, length: number): Promise<void> {
    const before = this.#reading;
    const sink: NbdSink = async (pieces) => {
      await before;
      await this.#sink(pieces);
    };
    this.#reading = this.#disk.read(offset, length, sink, this.#signal);
    // Met by whoever waits for it next; until then it is not an unhandled failure.
    this.#reading.catch(() => undefined);
    await before;
  }
}
