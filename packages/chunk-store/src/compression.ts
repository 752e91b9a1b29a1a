import { constants, zstdCompressSync, zstdDecompressSync, type ZstdOptions } from 'node:zlib';

/** zstd-1: the fastest level that still halves binaries. */
const FAST = 1;
/** Compressed bytes are kept only when they save a tenth: reading plain bytes is ten times as fast. */
const WORTH = 0.9;

/** How to compress fast. */
export const COMPRESSION: ZstdOptions = { params: { [constants.ZSTD_c_compressionLevel]: FAST } };

/** Whether it pays to keep `compressed`. */
export function isWorth(compressed: { readonly length: number }, plain: { readonly length: number }): boolean {
  return compressed.length <= plain.length * WORTH;
}

/** The bytes compressed, or null when that does not pay; see `releaseRoom`. @param level of zstd, from 1 to 19. */
export function compressIfWorth(bytes: Buffer, level: number = FAST): Buffer<ArrayBuffer> | null {
  // The size is in the pack's index, so frames need not tell it.
  const chunkSize = roomToCompress(bytes.length);
  const options: ZstdOptions = { params: { [constants.ZSTD_c_compressionLevel]: level }, chunkSize };
  const compressed = zstdCompressSync(bytes, options);
  if (isWorth(compressed, bytes)) return compressed;
  releaseRoom(compressed, bytes.length);
  return null;
}

/** @param plainLength at most so many bytes come out. @throws an error of zlib when they are more, or it is no zstd frame. */
export function decompress(stored: Buffer, plainLength: number): Buffer<ArrayBuffer> {
  return zstdDecompressSync(stored, roomFor(plainLength));
}

/**
 * Room for all of it at once, where by default zlib makes pieces of 16 KiB and joins them; and for one byte more, as a
 * piece that is full has it get ready for another.
 */
export function roomFor(plainLength: number): Pick<ZstdOptions, 'chunkSize' | 'maxOutputLength'> {
  return { chunkSize: Math.max(plainLength + 1, constants.Z_MIN_CHUNK), maxOutputLength: plainLength };
}

/**
 * What a frame takes at most (`ZSTD_COMPRESSBOUND`), and a byte more: with less zstd copies all that it is given to memory of
 * its own, and makes the frame of that.
 */
function roomToCompress(length: number): number {
  const block = 128 * 1024;
  return length + (length >> 8) + (Math.max(block - length, 0) >> 11) + 1;
}

/**
 * Of zstd, for frames that somebody else made, which may ask for a window of much more: 8 MiB, which every decoder has to
 * have room for (RFC 8878, section 3.1.1.1.2).
 */
export const ZSTD_WINDOW = { [constants.ZSTD_d_windowLogMax]: 23 };

/**
 * Gives back the memory of what came out of `compressIfWorth`, or of zlib into `roomFor(plainLength)`, once it was copied: else it
 * is the sheer amount of it that makes the heap look for garbage, again and again. Memory of Node's pool is left, which others share.
 */
export function releaseRoom({ buffer }: Buffer, plainLength: number): void {
  const rooms = [roomFor(plainLength).chunkSize, roomToCompress(plainLength)];
  if (rooms.includes(buffer.byteLength) && buffer instanceof ArrayBuffer) buffer.transfer(0);
}
