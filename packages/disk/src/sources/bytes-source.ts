import type { ByteSource } from '../byte-source.ts';

/** Bytes in memory as a source; what is read is a view, not a copy. */
export function bytesSource(bytes: Buffer): ByteSource {
  return {
    size: bytes.length,
    async read(offset, length) {
      return bytes.subarray(Math.min(offset, bytes.length), Math.min(offset + length, bytes.length));
    },
  };
}
