import { unpackPiece } from '@ingot/disk/packing';
import { copyBytes } from '../copy-bytes.ts';
import type { Fault } from '../read/stored-chunk.ts';
import type { Filling } from './filling.ts';

/**
 * Fills memory, holding the calling thread up.
 *
 * @param memoryOf what lies in a place; it stays as it is until the filling is done. @returns what is wrong with a filling, or null.
 */
export function fillMemory<Place>(
  target: Buffer,
  fillings: Iterable<Filling<Place>>,
  memoryOf: (place: Place) => Buffer,
): Fault | null {
  for (const filling of fillings) {
    const { offset, length } = filling;
    const place = target.subarray(offset, offset + length);
    if (filling.kind === 'zero') {
      place.fill(0);
    } else if (filling.kind === 'stored') {
      let end = 0;
      for (const piece of filling.from) end += copyBytes(memoryOf(piece), place, end);
    } else if (!unpackInto(place, filling, filling.from.map(memoryOf))) {
      return `The compressed data at byte ${filling.at} of the image cannot be unpacked.`;
    }
  }
  return null;
}

type Packed = Pick<Extract<Filling, { kind: 'packed' }>, 'codec' | 'plainLength'>;

function unpackInto(place: Buffer, { codec, plainLength }: Packed, from: readonly Buffer[]): boolean {
  const [first] = from;
  const packed = first && from.length === 1 ? first : Buffer.concat(from);
  const plain = unpackPiece(codec, packed, plainLength);
  if (plain === null || plain.length < place.length) return false;
  copyBytes(plain.subarray(0, place.length), place);
  return true;
}
