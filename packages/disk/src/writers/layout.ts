import { KiB } from '../bytes/units.ts';
import type { AllocatedUnits } from './allocated-units.ts';

/** Tables are computed in pieces of this size, whatever size they have. */
export const PIECE = 64 * KiB;

/** A run of a file that is computed: a header, a table. */
export interface Region {
  /** In the file, in bytes. */
  readonly offset: number;
  /** In bytes. */
  readonly length: number;
  /** Writes the bytes from `at` on, a multiple of {@link PIECE} in the region, into a piece that holds zeros. */
  fill(piece: Buffer, at: number): void;
}

/** The bytes of the disk in a file: all of them in place, or the units that hold data one after the other. */
export type Placement =
  | { readonly kind: 'whole'; readonly offset: number; readonly length: number }
  | {
      readonly kind: 'packed';
      readonly offset: number;
      /** In bytes; the last unit may be cut short. */
      readonly length: number;
      readonly units: AllocatedUnits;
      /** What stands before each unit. */
      readonly lead: Buffer;
    };

/**
 * A file of an image format, known from what its disk holds, without one byte of the data. What neither a region nor the
 * data cover is zeros.
 */
export interface Layout {
  /** Of the file, in bytes. */
  readonly size: number;
  /** In ascending order; none overlaps another or the data. */
  readonly regions: readonly Region[];
  readonly data: Placement;
}

/** A region whose bytes are at hand. */
export function fixedRegion(offset: number, bytes: Buffer): Region {
  return { offset, length: bytes.length, fill: (piece, at) => void bytes.copy(piece, 0, at, at + piece.length) };
}

/**
 * A region of equal entries, of which zero is the usual one.
 *
 * @param entry.size in bytes, a power of two. @param entry.write puts entry `index` at a place of a piece.
 */
export function tableRegion(
  offset: number,
  length: number,
  entry: { readonly size: number; readonly count: number; write(piece: Buffer, at: number, index: number): void },
): Region {
  return {
    offset,
    length,
    fill: (piece, at) => {
      const first = at / entry.size;
      const last = Math.min(entry.count, first + Math.ceil(piece.length / entry.size));
      for (let index = first; index < last; index += 1) entry.write(piece, (index - first) * entry.size, index);
    },
  };
}

/** @param lastLength of the disk's last unit in the file, where it holds data. All in bytes. */
export function packedLength(units: AllocatedUnits, lead: number, lastLength: number): number {
  const whole = units.count * (lead + units.unitSize);
  return units.has(units.total - 1) ? whole - units.unitSize + lastLength : whole;
}

/** Memory that a layout holds, about, in bytes. */
export function layoutMemory({ regions, data }: Layout): number {
  const headers = regions.reduce((sum, { length }) => sum + Math.min(length, 2 * PIECE), 0);
  return headers + (data.kind === 'packed' ? data.units.memory : 0);
}
