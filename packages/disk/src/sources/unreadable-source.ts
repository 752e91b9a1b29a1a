import type { ByteSource } from '../byte-source.ts';
import { DiskError } from '../disk-error.ts';

/** Bytes that are known to be somewhere, but can't be had: every read rejects with an `unsupported` DiskError that says why. */
export function unreadableSource(size: number, reason: string): ByteSource {
  return {
    size,
    async read() {
      throw new DiskError('unsupported', reason);
    },
  };
}
