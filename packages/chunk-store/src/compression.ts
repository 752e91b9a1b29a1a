import { constants, zstdCompressSync, type ZstdOptions } from 'node:zlib';

/** zstd-1: the fastest level that still halves binaries. The size is in the pack's index, so frames need not tell it. */
const ZSTD: ZstdOptions = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };
/** Compressed bytes are kept only when they save a tenth: reading plain bytes is ten times as fast. */
const WORTH = 0.9;

/** The bytes compressed, or null when that does not pay. */
export function compressIfWorth(bytes: Buffer): Buffer<ArrayBuffer> | null {
  const compressed = zstdCompressSync(bytes, ZSTD);
  return compressed.length <= bytes.length * WORTH ? compressed : null;
}
