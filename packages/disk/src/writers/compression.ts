import { constants, deflateRawSync, deflateSync, zstdCompressSync } from 'node:zlib';
import { KiB } from '../bytes/units.ts';
import type { PackedCodec } from '../formats/disk-map.ts';

/** Of a cluster and of a grain, in bytes: what is compressed at once. */
export const PIECE = 64 * KiB;
/** What a piece takes at most when it is compressed, whatever is in it: either codec adds a hundredth or two to noise. */
export const PACKED_ROOM = 2 * PIECE;

/** One call for each piece, whatever comes out of it: by default there are four. */
const chunkSize = PIECE + KiB;
/** With the size and the window known beforehand, a context takes little memory to set up: a third of the CPU in all. */
const ZSTD = { chunkSize, pledgedSrcSize: PIECE, params: { [constants.ZSTD_c_windowLog]: Math.log2(PIECE) } };

const COMPRESS: Readonly<Record<PackedCodec, (bytes: Buffer) => Buffer>> = {
  // With the window of QEMU's reader (qcow2.rst, "Compressed Clusters Descriptor").
  deflate: (bytes) => deflateRawSync(bytes, { chunkSize, windowBits: 12, memLevel: 9 }),
  zlib: (bytes) => deflateSync(bytes, { chunkSize }),
  zstd: (bytes) => zstdCompressSync(bytes, ZSTD),
};
const ZEROS = Buffer.alloc(PIECE);

/**
 * Compresses each piece of `plain` by itself into `packed`, end to end.
 *
 * @param plain whole pieces. @param packed with room for them. @returns the length of each; 0 for zeros, which are left out.
 */
export function compressPieces(codec: PackedCodec, plain: Buffer, packed: Buffer): number[] {
  const lengths: number[] = [];
  let end = 0;
  for (let at = 0; at < plain.length; at += PIECE) {
    const piece = plain.subarray(at, at + PIECE);
    if (piece.equals(ZEROS)) {
      lengths.push(0);
      continue;
    }
    const compressed = COMPRESS[codec](piece);
    packed.set(compressed, end);
    end += compressed.length;
    lengths.push(compressed.length);
    giveUp(compressed);
  }
  return lengths;
}

/** Else it is the sheer amount of what comes out of zlib that makes the heap look for garbage, again and again. */
function giveUp({ buffer }: Buffer): void {
  // Memory of Node's pool is left, which others share.
  if (buffer.byteLength === chunkSize && buffer instanceof ArrayBuffer) buffer.transfer(0);
}
