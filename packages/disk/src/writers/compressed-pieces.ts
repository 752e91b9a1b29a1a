import type { PackedCodec } from '../formats/disk-map.ts';
import type { Blocks } from './blocks.ts';
import type { CompressOptions } from './compressed-file.ts';
import { PIECE } from './compression.ts';
import { BATCH, CompressionThreads, type CompressionReply } from './compression-threads.ts';
import { mapInOrder } from './map-in-order.ts';

/** A piece of a disk that holds something. The bytes are lent until the next one is asked for. */
export interface CompressedPiece {
  /** On the disk, in bytes, a multiple of {@link PIECE}. */
  readonly offset: number;
  /** Filled up with zeros where the disk ends within it. */
  readonly plain: Buffer;
  /** Longer than the plain ones where nothing is gained. */
  readonly packed: Buffer;
}

/** The pieces of a disk that hold anything but zeros, compressed, in order. Holes are not read. */
export async function* compressedPieces(
  disk: Blocks,
  codec: PackedCodec,
  { signal, progress }: CompressOptions,
): AsyncGenerator<CompressedPiece> {
  const threads = new CompressionThreads(codec);
  try {
    const batches = mapInOrder(batchesOf(disk), threads.batches, async ({ offset, length }) => {
      const memory = threads.take();
      await readInto(Buffer.from(memory.plain.buffer, 0, length), disk, offset, signal);
      return { offset, length, ...(await threads.compress({ ...memory, length })) };
    });
    for await (const { offset, length, ...batch } of batches) {
      signal.throwIfAborted();
      yield* piecesOf(offset, batch);
      threads.giveBack(batch);
      progress(Math.min(offset + length, disk.size));
    }
  } finally {
    await threads.stop();
  }
}

function* piecesOf(offset: number, { plain, packed, lengths }: CompressionReply): Generator<CompressedPiece> {
  let end = 0;
  for (const [index, length] of lengths.entries()) {
    if (length === 0) continue;
    const at = index * PIECE;
    yield {
      offset: offset + at,
      plain: Buffer.from(plain.buffer, at, PIECE),
      packed: Buffer.from(packed.buffer, end, length),
    };
    end += length;
  }
}

/** What is read at once: pieces that may hold something. Each piece is in one of them only. */
async function* batchesOf(disk: Blocks): AsyncGenerator<{ readonly offset: number; readonly length: number }> {
  let next = 0;
  for await (const extent of disk.extents(0, disk.size)) {
    if (extent.kind === 'zero') continue;
    const end = extent.offset + extent.length;
    for (let at = Math.max(next, extent.offset - (extent.offset % PIECE)); at < end; at = next) {
      next = Math.min(at + BATCH, Math.ceil(end / PIECE) * PIECE);
      yield { offset: at, length: next - at };
    }
  }
}

/** @param target whole pieces, which may reach beyond the end of the disk. */
async function readInto(target: Buffer, disk: Blocks, offset: number, signal: AbortSignal): Promise<void> {
  let filled = 0;
  const take = async (pieces: readonly Buffer[]): Promise<void> => {
    for (const piece of pieces) {
      // What is lent may be shared memory, out of which `fill` copies four times as fast as `copy`.
      target.fill(piece, filled, filled + piece.length);
      filled += piece.length;
    }
  };
  await disk.read(offset, Math.min(target.length, disk.size - offset), take, signal);
  target.fill(0, filled);
}
