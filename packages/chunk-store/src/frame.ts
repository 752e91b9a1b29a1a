import { promisify } from 'node:util';
import { zstdDecompress, zstdDecompressSync, type ZstdOptions } from 'node:zlib';
import { roomFor, ZSTD_WINDOW } from './compression.ts';

const inflate = promisify(zstdDecompress);

/**
 * The bytes of a zstd frame that somebody sent. Holds the calling thread up.
 *
 * @param length that they have to have. @returns null when they have not, or it is no such frame.
 */
export function framedBytes(frame: Buffer, length: number): Buffer<ArrayBuffer> | null {
  try {
    return ofLength(zstdDecompressSync(frame, options(length)), length);
  } catch {
    return null;
  }
}

/** As `framedBytes`, on a thread of libuv's. */
export async function framedBytesAside(frame: Buffer, length: number): Promise<Buffer | null> {
  try {
    return ofLength(await inflate(frame, options(length)), length);
  } catch {
    return null;
  }
}

function options(length: number): ZstdOptions {
  return { ...roomFor(length), params: ZSTD_WINDOW };
}

function ofLength<Bytes extends Buffer>(bytes: Bytes, length: number): Bytes | null {
  return bytes.length === length ? bytes : null;
}
