import type { ByteSource } from '../byte-source.ts';

/** The answer depends on bytes that have not arrived yet. */
export class BeyondHeadError extends Error {
  override readonly name = 'BeyondHeadError';
}

/**
 * The first bytes of an image whose rest is still on its way.
 *
 * A read that needs more rejects with {@link BeyondHeadError}, so the inspectors run on it unchanged and stop by
 * themselves. While the total size is unknown it counts as endless: nothing can then be "beyond the end".
 */
export function headSource(head: Buffer, totalSize: number | null): ByteSource {
  const size = totalSize ?? Number.MAX_SAFE_INTEGER;
  return {
    size,
    async read(offset, length) {
      const end = Math.min(offset + length, size);
      if (end > head.length && offset < end) {
        throw new BeyondHeadError(`bytes ${offset} to ${end} are beyond the first ${head.length}`);
      }
      return head.subarray(Math.min(offset, end), end);
    },
  };
}
