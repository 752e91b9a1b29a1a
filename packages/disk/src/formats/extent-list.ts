import type { MappedExtent, PackedExtent } from './disk-map.ts';

interface Ends {
  /** Of the disk, in bytes; what comes after it is left out. */
  readonly disk: number;
  /** Of the image, in bytes. What would lie after it was never written, and reads as zeros. */
  readonly image: number;
}

type Open =
  | { kind: 'zero'; offset: number; length: number }
  | { kind: 'stored'; offset: number; length: number; at: number };

/** Puts the extents of a disk together, from its beginning on, as its tables tell of them: neighbours become one. */
export class ExtentList {
  readonly #ends: Ends;
  #extents: MappedExtent[] = [];
  /** The last one, which the next may continue. */
  #open: Open | null = null;
  #at = 0;

  constructor(ends: Ends) {
    this.#ends = ends;
  }

  /** The next bytes of the disk are zeros. */
  zero(length: number): void {
    const rest = this.#clip(length);
    if (rest === 0) return;
    if (this.#open?.kind === 'zero') this.#open.length += rest;
    else this.#begin({ kind: 'zero', offset: this.#at, length: rest });
    this.#at += rest;
  }

  /** The next bytes of the disk lie in the image, from `at` on. */
  stored(length: number, at: number): void {
    const rest = this.#clip(length);
    const there = Math.max(0, Math.min(rest, this.#ends.image - at));
    if (there > 0) {
      const open = this.#open;
      if (open?.kind === 'stored' && open.at + open.length === at) open.length += there;
      else this.#begin({ kind: 'stored', offset: this.#at, length: there, at });
      this.#at += there;
    }
    this.zero(rest - there);
  }

  /** The next bytes of the disk are packed. */
  packed({ at, packedLength, plainLength, codec }: Omit<PackedExtent, 'kind' | 'offset' | 'length'>): void {
    const length = this.#clip(plainLength);
    if (length === 0) return;
    this.#close();
    const there = Math.max(0, Math.min(packedLength, this.#ends.image - at));
    this.#extents.push({ kind: 'packed', offset: this.#at, length, at, packedLength: there, plainLength, codec });
    this.#at += length;
  }

  /** Hands out the extents that nothing can be added to any more. */
  take(): readonly MappedExtent[] {
    return this.#extents.splice(0);
  }

  /** Hands out the rest. What no table told of is zeros. */
  takeAll(): readonly MappedExtent[] {
    this.zero(this.#ends.disk - this.#at);
    this.#close();
    return this.take();
  }

  #clip(length: number): number {
    return Math.min(length, this.#ends.disk - this.#at);
  }

  #begin(extent: Open): void {
    this.#close();
    this.#open = extent;
  }

  #close(): void {
    if (this.#open) this.#extents.push(this.#open);
    this.#open = null;
  }
}
