import type { WritableExport } from '../nbd/nbd-export.ts';

/** Extents are told in such units. */
const BLOCK = 4096;

/** A disk in memory, which counts what is asked of it. */
export interface MemoryDisk extends WritableExport {
  readonly bytes: Buffer;
  readonly counts: { reads: number; writes: number; zeros: number; flushes: number; closes: number };
}

export function memoryDisk(bytes: Buffer): MemoryDisk {
  const counts = { reads: 0, writes: 0, zeros: 0, flushes: 0, closes: 0 };
  return {
    bytes,
    counts,
    size: bytes.length,
    readOnly: false,
    read: async (offset, length, sink) => {
      counts.reads += 1;
      // In two pieces, as disks do whose bytes lie here and there.
      const middle = offset + Math.floor(length / 2);
      const sent = [bytes.subarray(offset, middle), bytes.subarray(middle, offset + length)].map((half) =>
        sink([half]),
      );
      await Promise.all(sent);
    },
    async *extents(offset, length) {
      for (let at = offset; at < offset + length;) {
        const end = Math.min(at - (at % BLOCK) + BLOCK, offset + length);
        const kind = bytes.subarray(at, end).some((byte) => byte !== 0) ? 'data' : 'zero';
        yield { kind, offset: at, length: end - at };
        at = end;
      }
    },
    write: async (offset, data) => {
      counts.writes += 1;
      data.copy(bytes, offset);
    },
    zero: async (offset, length) => {
      counts.zeros += 1;
      bytes.fill(0, offset, offset + length);
    },
    flush: async () => {
      counts.flushes += 1;
    },
    close: async () => {
      counts.closes += 1;
    },
  };
}
