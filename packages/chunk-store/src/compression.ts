import { constants, zstdCompressSync, type ZstdOptions } from 'node:zlib';

/** zstd-1: the fastest level that still halves binaries. */
const FAST = 1;
/** Compressed bytes are kept only when they save a tenth: reading plain bytes is ten times as fast. */
const WORTH = 0.9;

/** The bytes compressed, or null when that does not pay. @param level of zstd, from 1 to 19. */
export function compressIfWorth(bytes: Buffer, level: number = FAST): Buffer<ArrayBuffer> | null {
  // The size is in the pack's index, so frames need not tell it.
  const options: ZstdOptions = { params: { [constants.ZSTD_c_compressionLevel]: level } };
  const compressed = zstdCompressSync(bytes, options);
  return compressed.length <= bytes.length * WORTH ? compressed : null;
}
