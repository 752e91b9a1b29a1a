import type { ByteSource } from '../byte-source.ts';

/**
 * Keeps the last stretch of a source that was read, for many small reads in order. Reads across the edge of a stretch and
 * longer ones pass by. What `read` returns is not to be written to.
 *
 * @param length of a stretch, in bytes.
 */
export function windowSource(inner: ByteSource, length: number): ByteSource {
  let kept: { readonly start: number; readonly bytes: Buffer } | null = null;
  return {
    size: inner.size,
    async read(offset, wanted) {
      const start = offset - (offset % length);
      if (offset + wanted > start + length) return inner.read(offset, wanted);
      if (kept?.start !== start) kept = { start, bytes: Buffer.from(await inner.read(start, length)) };
      return kept.bytes.subarray(offset - start, offset - start + wanted);
    },
  };
}
