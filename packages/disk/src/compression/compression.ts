/** How a file was compressed. */
export type Compression = 'gzip' | 'xz' | 'bzip2' | 'zstd';

/**
 * First bytes: RFC 1952 §2.3.1, the .xz file format §2.1.1.1, the magic of bzip2 with the block header that follows the
 * digit, RFC 8878 §3.1.1.
 */
const MAGIC: readonly (readonly [Compression, RegExp])[] = [
  ['gzip', /^\x1f\x8b\x08/],
  ['xz', /^\xfd7zXZ\x00/],
  ['bzip2', /^BZh[1-9]1AY&SY/],
  ['zstd', /^\x28\xb5\x2f\xfd/],
];

/** As much of a file as tells how it was compressed, in bytes. */
export const COMPRESSION_HEAD = 16;

/** Null when the bytes begin like nothing that we can unpack. */
export function compressionOf(head: Buffer): Compression | null {
  const text = head.toString('latin1', 0, COMPRESSION_HEAD);
  return MAGIC.find(([, magic]) => magic.test(text))?.[0] ?? null;
}
