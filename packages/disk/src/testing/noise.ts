import * as fc from 'fast-check';
import { KiB, MiB } from '../bytes/units.ts';
import { sparseDisk } from './sparse-disk.ts';

/** Bytes that do not compress, always the same for a seed. */
export function noise(length: number, seed: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let at = 0, state = seed | 1; at < length; at += 1) {
    state = Math.imul(state, 1_664_525) + 1_013_904_223;
    bytes[at] = state >>> 24;
  }
  return bytes;
}

/** Disks of any size, with pieces of any alignment here and there; often nothing, sometimes everything. */
export const sparseDisks = fc
  .record({
    size: fc.oneof(fc.integer({ min: 1, max: 5 * MiB }), fc.integer({ min: 1, max: 200 * MiB })),
    pieces: fc.array(fc.record({ place: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.nat(900 * KiB) }), {
      maxLength: 6,
    }),
    all: fc.boolean(),
  })
  .map(({ size, pieces, all }) => {
    if (all && size <= 5 * MiB) return sparseDisk(size, [{ offset: 0, bytes: noise(size, size) }]);
    let end = 0;
    const placed = pieces
      .toSorted((one, other) => one.place - other.place)
      .flatMap(({ place, length }) => {
        const offset = Math.max(end, Math.floor(place * (size - 1)));
        end = Math.min(size, offset + length);
        return end > offset ? [{ offset, bytes: noise(end - offset, offset) }] : [];
      });
    return sparseDisk(size, placed);
  });
