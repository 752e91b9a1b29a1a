import type { ByteSource } from '../byte-source.ts';
import { MiB } from '../bytes/units.ts';
import { DiskError } from '../disk-error.ts';
import { MAX_TABLE_BYTES } from './bounded-read.ts';
import { BeyondHeadError } from './head-source.ts';
import { refuse } from './refusal.ts';

const MAX_BYTES = MAX_TABLE_BYTES + 16 * MiB;
const MAX_READS = 65_536;
/** Detection and headers may read some bytes twice, even of an empty file. */
const SLACK_BYTES = MiB;

/**
 * Wraps a source so that one inspection costs a bounded number of reads and bytes, and never more than twice the size of
 * the image: a small file whose tables point at each other can't make the reader run in circles.
 * Errors of the inner source become `io`, with their cause.
 */
export function meteredSource(inner: ByteSource): ByteSource {
  const maxBytes = Math.min(MAX_BYTES, 2 * inner.size + SLACK_BYTES);
  let bytes = 0;
  let reads = 0;
  return {
    size: inner.size,
    async read(offset, length) {
      const wanted = Math.max(0, Math.min(length, inner.size - offset));
      bytes += wanted;
      reads += 1;
      if (bytes > maxBytes || reads > MAX_READS) {
        refuse(
          'table-too-large',
          `The image's tables are larger than any sound image of its size needs (gave up after ${reads} reads).`,
        );
      }
      try {
        return await inner.read(offset, wanted);
      } catch (error) {
        if (error instanceof BeyondHeadError) throw error;
        throw new DiskError('io', `Could not read ${wanted} bytes at ${offset} of the image.`, { cause: error });
      }
    },
  };
}
