import type { NbdExtent, NbdSink } from '../nbd/nbd-export.ts';
import type { Blocks } from './blocks.ts';
import { PIECE, type Layout, type Placement, type Region } from './layout.ts';

const ZEROS = Buffer.alloc(PIECE);
/** Runs of the disk that are under way at a time: a disk in many runs is read no slower than one in one. */
const RUNS_AT_ONCE = 4;

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
  /** The runs of the disk that were asked for. */
  readonly #reading: Promise<void>[] = [];
  /** All that was asked for has been passed to the sink: what comes behind it in the file waits for that. */
  #passed: Promise<void> = Promise.resolve();
  /** A run that fails ends the others. */
  readonly #stop = new AbortController();
  readonly #failing: AbortSignal;

  constructor(disk: Blocks, sink: NbdSink, signal: AbortSignal) {
    this.#disk = disk;
    this.#sink = sink;
    this.#failing = AbortSignal.any([signal, this.#stop.signal]);
  }

  /** Resolves when all that was asked for is out. @throws what failed first; the signal's reason. */
  async end(): Promise<void> {
    await Promise.allSettled(this.#reading.splice(0));
    this.#failing.throwIfAborted();
  }

  async region(region: Region, from: number, to: number): Promise<void> {
    await this.end();
    for (let at = from - region.offset; at < to - region.offset;) {
      this.#failing.throwIfAborted();
      const start = at - (at % PIECE);
      const piece = Buffer.alloc(Math.min(PIECE, region.length - start));
      region.fill(piece, start);
      const end = Math.min(start + piece.length, to - region.offset);
      await this.#sink([piece.subarray(at - start, end - start)]);
      at = end;
    }
  }

  async zeros(length: number): Promise<void> {
    await this.end();
    for (let left = length; left > 0; left -= PIECE) {
      this.#failing.throwIfAborted();
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
        await this.end();
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

  /** Begins to read a run while those before are on their way out. */
  async #read(offset: number, length: number): Promise<void> {
    const before = this.#passed;
    const passed = Promise.withResolvers<void>();
    let left = length;
    const sink: NbdSink = async (pieces) => {
      await before;
      this.#failing.throwIfAborted();
      const taken = this.#sink(pieces);
      for (const piece of pieces) left -= piece.length;
      if (left === 0) passed.resolve();
      await taken;
    };
    const reading = this.#disk.read(offset, length, sink, this.#failing);
    // Who comes next finds out by the signal, and whoever waits for this one meets the failure.
    reading.catch((error: unknown) => this.#stop.abort(error)).finally(passed.resolve);
    this.#passed = passed.promise;
    this.#reading.push(reading);
    if (this.#reading.length >= RUNS_AT_ONCE) await this.#reading.shift();
  }
}
