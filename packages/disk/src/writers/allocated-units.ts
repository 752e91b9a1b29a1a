import { DiskError } from '../disk-error.ts';
import type { Blocks } from './blocks.ts';

const WORD_BITS = 32;
/** Words between two stored ranks: a rank is looked up and at most so many words are counted. */
const WORDS_PER_RANK = 16;
const ALL_ONES = 0xffffffff;
/** 64 TiB in units of 256 KiB, which take 34 MiB of memory. */
const MAX_UNITS = 2 ** 28;

/**
 * Which units of a disk (aligned pieces of one size) hold data: one bit each. Files of sparse formats store those one
 * after the other, so the place of a unit is its rank, and the unit at a place is found by `select`.
 */
export class AllocatedUnits {
  /** In bytes. */
  readonly unitSize: number;
  /** Units of the disk, the last of which may stick out of it. */
  readonly total: number;
  /** Those that hold data. */
  readonly count: number;
  readonly #words: Uint32Array;
  /** Allocated units before every 16th word. */
  readonly #ranks: Uint32Array;

  /** @param words one bit a unit, the lowest first; none is set beyond `total`. */
  constructor(unitSize: number, total: number, words: Uint32Array) {
    this.unitSize = unitSize;
    this.total = total;
    this.#words = words;
    this.#ranks = new Uint32Array(Math.ceil(words.length / WORDS_PER_RANK));
    let count = 0;
    for (const [index, word] of words.entries()) {
      if (index % WORDS_PER_RANK === 0) this.#ranks[index / WORDS_PER_RANK] = count;
      count += bitsIn(word);
    }
    this.count = count;
  }

  /** Memory that it takes, in bytes. */
  get memory(): number {
    return this.#words.byteLength + this.#ranks.byteLength;
  }

  /** @param unit beyond the last one too, where nothing is. */
  has(unit: number): boolean {
    return ((this.#word(Math.floor(unit / WORD_BITS)) >>> (unit % WORD_BITS)) & 1) === 1;
  }

  /** How many before `unit` hold data. */
  rank(unit: number): number {
    const last = Math.floor(unit / WORD_BITS);
    const group = Math.floor(last / WORDS_PER_RANK);
    if (group >= this.#ranks.length) return this.count;
    let rank = this.#ranks[group] ?? 0;
    for (let word = group * WORDS_PER_RANK; word < last; word += 1) rank += bitsIn(this.#word(word));
    const below = unit % WORD_BITS;
    return below === 0 ? rank : rank + bitsIn(this.#word(last) & (2 ** below - 1));
  }

  /** The unit that has `rank` allocated ones before it. @throws RangeError when there are not so many. */
  select(rank: number): number {
    if (rank < 0 || rank >= this.count) throw new RangeError(`there is no unit ${rank} of ${this.count}`);
    let [low, high] = [0, this.#ranks.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#ranks[middle] ?? 0) <= rank) low = middle;
      else high = middle - 1;
    }
    let left = rank - (this.#ranks[low] ?? 0);
    let word = low * WORDS_PER_RANK;
    for (let bits = bitsIn(this.#word(word)); bits <= left; bits = bitsIn(this.#word(word))) {
      left -= bits;
      word += 1;
    }
    let bit = 0;
    for (let rest = this.#word(word); ; rest >>>= 1, bit += 1) {
      if ((rest & 1) === 1 && left-- === 0) return word * WORD_BITS + bit;
    }
  }

  /** How many units from `unit` on hold data without a gap, up to `most`. */
  runLength(unit: number, most: number): number {
    let length = 0;
    while (length < most && this.has(unit + length)) {
      length +=
        (unit + length) % WORD_BITS === 0 && this.#word((unit + length) / WORD_BITS) === ALL_ONES ? WORD_BITS : 1;
    }
    return Math.min(length, most);
  }

  /** The same disk in units that are `factor` times as large. */
  inUnitsOf(factor: number): AllocatedUnits {
    const total = Math.ceil(this.total / factor);
    const words = wordsFor(total);
    for (let rank = 0; rank < this.count;) {
      const unit = Math.floor(this.select(rank) / factor);
      setRange(words, unit, unit + 1);
      rank = this.rank((unit + 1) * factor);
    }
    return new AllocatedUnits(this.unitSize * factor, total, words);
  }

  #word(index: number): number {
    return this.#words[index] ?? 0;
  }
}

/**
 * Asks a disk what it holds. Only its extents are read, no data.
 *
 * @param unitSize in bytes. @throws DiskError 'limit-exceeded', or what the disk throws.
 */
export async function readAllocatedUnits(disk: Blocks, unitSize: number): Promise<AllocatedUnits> {
  const total = Math.ceil(disk.size / unitSize);
  if (total > MAX_UNITS) {
    throw new DiskError('limit-exceeded', `A disk of ${disk.size} bytes is too large for this; export it as raw.`);
  }
  const words = wordsFor(total);
  for await (const { kind, offset, length } of disk.extents(0, disk.size)) {
    if (kind === 'data') setRange(words, Math.floor(offset / unitSize), Math.ceil((offset + length) / unitSize));
  }
  return new AllocatedUnits(unitSize, total, words);
}

function wordsFor(units: number): Uint32Array {
  return new Uint32Array(Math.ceil(units / WORD_BITS));
}

function setRange(words: Uint32Array, from: number, to: number): void {
  for (let unit = from; unit < to;) {
    const word = Math.floor(unit / WORD_BITS);
    if (unit % WORD_BITS === 0 && to - unit >= WORD_BITS) {
      words[word] = ALL_ONES;
      unit += WORD_BITS;
    } else {
      words[word] = (words[word] ?? 0) | (1 << (unit % WORD_BITS));
      unit += 1;
    }
  }
}

/** Of a 32-bit word: https://graphics.stanford.edu/~seander/bithacks.html#CountBitsSetParallel */
function bitsIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
