import type { NbdExtent, ReadOnlyExport } from '../nbd/nbd-export.ts';

const PIECE = 64 * 1024;

/** A disk of any size that holds a few pieces and zeros; its extents are exactly those pieces. */
export function sparseDisk(size: number, pieces: readonly { offset: number; bytes: Buffer }[]): ReadOnlyExport {
  const inOrder = pieces.toSorted((one, other) => one.offset - other.offset);
  return {
    size,
    readOnly: true,
    async read(offset, length, sink) {
      for (let at = offset; at < offset + length; at += PIECE) {
        const buffer = Buffer.alloc(Math.min(PIECE, offset + length - at));
        for (const piece of inOrder) {
          const from = Math.max(at, piece.offset);
          const to = Math.min(at + buffer.length, piece.offset + piece.bytes.length);
          if (from < to) piece.bytes.copy(buffer, from - at, from - piece.offset, to - piece.offset);
        }
        await sink([buffer]);
      }
    },
    async *extents(offset, length): AsyncGenerator<NbdExtent> {
      const end = offset + length;
      let at = offset;
      for (const piece of inOrder) {
        const from = Math.max(at, piece.offset);
        const to = Math.min(end, piece.offset + piece.bytes.length);
        if (from >= to) continue;
        if (at < from) yield { kind: 'zero', offset: at, length: from - at };
        yield { kind: 'data', offset: from, length: to - from };
        at = to;
      }
      if (at < end) yield { kind: 'zero', offset: at, length: end - at };
    },
  };
}
