import { promisify } from 'node:util';
import { constants, zstdDecompress, zstdDecompressSync, type ZstdOptions } from 'node:zlib';
import { CHUNK_SIZE } from './chunk-id.ts';
import { roomFor } from './compression.ts';

const inflate = promisify(zstdDecompress);

/** Of the window that a frame may ask for, base 2 logarithm of the bytes: the 8 MiB that RFC 8878 has every decoder support. */
const MAX_WINDOW = 23;

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

/** Gives the memory back at once: else it is the sheer amount of it that makes the heap look for garbage, again and again. */
export function releaseBytes({ buffer }: Buffer<ArrayBuffer>): void {
  // Short ones may share Node's pool of memory, and are few.
  if (buffer.byteLength >= CHUNK_SIZE) buffer.transfer(0);
}

function options(length: number): ZstdOptions {
  return { ...roomFor(length), params: { [constants.ZSTD_d_windowLogMax]: MAX_WINDOW } };
}

function ofLength<Bytes extends Buffer>(bytes: Bytes, length: number): Bytes | null {
  return bytes.length === length ? bytes : null;
}
