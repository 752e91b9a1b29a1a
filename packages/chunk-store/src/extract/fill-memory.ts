import { copyBytes } from '../copy-bytes.ts';
import { constants, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import type { PackedCodec } from '@ingot/disk';
import { releaseRoom, roomFor, ZSTD_WINDOW } from '../compression.ts';
import type { Fault } from '../read/stored-chunk.ts';
import type { Filling } from './filling.ts';

/** Each gives what comes out of the first stream, whatever follows it. */
const UNPACK: Readonly<Record<PackedCodec, (packed: Buffer, room: ReturnType<typeof roomFor>) => Buffer>> = {
  // QEMU cares for the bytes of a cluster only, not for how the stream ends (block/qcow2-threads.c, qcow2_zlib_decompress).
  deflate: (packed, room) => inflateRawSync(packed, { ...room, windowBits: 12, finishFlush: constants.Z_SYNC_FLUSH }),
  zlib: (packed, room) => inflateSync(packed, room),
  zstd: (packed, room) => zstdDecompressSync(packed, { ...room, params: ZSTD_WINDOW }),
};

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
  let plain: Buffer;
  try {
    plain = UNPACK[codec](packed, roomFor(plainLength));
  } catch {
    return false;
  }
  if (plain.length < place.length) return false;
  copyBytes(plain.subarray(0, place.length), place);
  releaseRoom(plain, plainLength);
  return true;
}
