/** How a file was compressed. */
export type Compression = 'gzip' | 'xz' | 'bzip2' | 'zstd';

/**
 * First bytes: RFC 1952 §2.3.1, the .xz file format §2.1.1.1, the letters of bzip2, RFC 8878 §3.1.1.
 */
const MAGIC: readonly (readonly [Compression, string])[] = [
  ['gzip', '1f8b08'],
  ['xz', 'fd377a585a00'],
  ['bzip2', '425a68'],
  ['zstd', '28b52ffd'],
];
/** Of the first block of a bzip2 file, which comes after three letters and a digit. */
const BZIP2_BLOCK = '314159265359';

/** As much of a file as tells how it was compressed, in bytes. */
export const COMPRESSION_HEAD = 16;

/** Null when the bytes begin like nothing that we can unpack. */
export function compressionOf(head: Buffer): Compression | null {
  const hex = head.toString('hex', 0, COMPRESSION_HEAD);
  const found = MAGIC.find(([, magic]) => hex.startsWith(magic))?.[0] ?? null;
  return found === 'bzip2' && !hex.startsWith(BZIP2_BLOCK, 8) ? null : found;
}
