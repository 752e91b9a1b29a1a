import type { ByteSource } from '../byte-source.ts';
import { DiskError } from '../disk-error.ts';
import { readExactly } from './read-exactly.ts';

/** A stretch of a file that lies in one piece or is a hole, from the place that was asked for. */
export interface Run {
  /** In bytes, at least 1; may go past the end of the file. */
  readonly length: number;
  /** Where its bytes begin; null for zeros: a hole, or blocks that were reserved and never written. */
  readonly stored: { readonly source: ByteSource; readonly offset: number } | null;
}

/**
 * The content of a file of `size` bytes whose runs are looked up as they are needed, so that no list of them is kept.
 * @param runAt the run in which the byte at `offset` lies; asked only below `size`. @throws DiskError
 */
export function contentOfRuns(size: number, runAt: (offset: number) => Promise<Run>): ByteSource {
  return {
    size,
    async read(offset, length) {
      const wanted = Math.max(0, Math.min(length, size - offset));
      const bytes = Buffer.alloc(wanted);
      for (let done = 0; done < wanted;) {
        const run = await runAt(offset + done);
        if (run.length < 1) throw new DiskError('malformed', 'A run of a file has no length.');
        const part = Math.min(run.length, wanted - done);
        if (run.stored !== null) {
          (await readExactly(run.stored.source, run.stored.offset, part, 'content of a file')).copy(bytes, done);
        }
        done += part;
      }
      return bytes;
    },
  };
}
