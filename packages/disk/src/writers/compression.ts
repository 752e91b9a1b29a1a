import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { deflate, deflateRaw, zstdCompress } from 'node:zlib';

const deflateAsync = promisify(deflate);
const deflateRawAsync = promisify(deflateRaw);
const zstdAsync = promisify(zstdCompress);

/** Pieces compressed at a time, on threads of the system's pool, which has four. */
export const COMPRESSED_TOGETHER = 2 * Math.min(4, availableParallelism());

/** How a cluster of qcow2 is compressed: raw deflate with the window of QEMU's reader, or a zstd frame (qcow2.rst). */
export const QCOW2_COMPRESSION = {
  zlib: (bytes: Buffer): Promise<Buffer> => deflateRawAsync(bytes, { windowBits: 12, memLevel: 9 }),
  zstd: (bytes: Buffer): Promise<Buffer> => zstdAsync(bytes),
} as const;

/** A grain of VMDK: a zlib stream (RFC 1950). */
export function compressGrain(bytes: Buffer): Promise<Buffer> {
  return deflateAsync(bytes);
}
