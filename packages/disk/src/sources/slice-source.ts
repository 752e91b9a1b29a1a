import type { ByteSource } from '../byte-source.ts';

/**
 * The bytes `[offset, offset + size)` of a source as a source of their own. What of them lies past the end of the inner
 * source is not there: the slice is so much shorter.
 */
export function sliceSource(inner: ByteSource, offset: number, size: number): ByteSource {
  const available = Math.max(0, Math.min(size, inner.size - offset));
  return {
    size: available,
    read: (from, length) => inner.read(offset + from, Math.max(0, Math.min(length, available - from))),
  };
}
