import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { constants, deflate, deflateRaw, zstdCompress } from 'node:zlib';
import { KiB } from '../bytes/units.ts';

const deflateAsync = promisify(deflate);
const deflateRawAsync = promisify(deflateRaw);
const zstdAsync = promisify(zstdCompress);

/** Pieces compressed at a time, on threads of the system's pool, which has four. */
export const COMPRESSED_TOGETHER = 2 * Math.min(4, availableParallelism());

/** Of a cluster and of a grain, in bytes: what is compressed at once. */
const PIECE = 64 * KiB;
/** One call of a thread for each piece, whatever comes out of it: by default there are four. */
const chunkSize = PIECE + KiB;
/** With the size and the window known beforehand, a context takes little memory to set up: a third of the CPU in all. */
const ZSTD = { chunkSize, pledgedSrcSize: PIECE, params: { [constants.ZSTD_c_windowLog]: Math.log2(PIECE) } };

/** How a cluster of qcow2 is compressed: raw deflate with the window of QEMU's reader, or a zstd frame (qcow2.rst). */
export const QCOW2_COMPRESSION = {
  zlib: (bytes: Buffer): Promise<Buffer> => deflateRawAsync(bytes, { chunkSize, windowBits: 12, memLevel: 9 }),
  zstd: (bytes: Buffer): Promise<Buffer> => zstdAsync(bytes, ZSTD),
} as const;

/** A grain of VMDK: a zlib stream (RFC 1950). */
export function compressGrain(bytes: Buffer): Promise<Buffer> {
  return deflateAsync(bytes, { chunkSize });
}
