import { MAX_PACKED_STRETCH, type MappedExtent, type PackedExtent } from '@ingot/disk';
import { CHUNK_SIZE } from '../chunk-id.ts';

/** A piece of a chunk: an extent of the disk, or a part of a stored one. `offset` is within the chunk. */
export type Piece = MappedExtent;

/** One chunk, of pieces that follow each other and fill it. */
export interface ChunkPlan {
  readonly kind: 'chunk';
  readonly offset: number;
  readonly length: number;
  readonly pieces: readonly Piece[];
}

/** How a part of a disk is made, in bytes of the disk. Each part ends at a chunk's end, or with the disk. */
export type Plan =
  | { readonly kind: 'zeros'; readonly offset: number; readonly length: number }
  | ChunkPlan
  /** Several chunks that were packed together. */
  | { readonly kind: 'stretch'; readonly offset: number; readonly length: number; readonly packed: PackedExtent };

/** Cuts a disk into chunks. Holds one chunk's pieces. @param size of the disk in bytes. */
export async function* planChunks(size: number, extents: AsyncIterable<MappedExtent>): AsyncGenerator<Plan> {
  let pieces: Piece[] = [];
  let at = 0;
  for await (const extent of extents) {
    if (extent.offset !== at || extent.length <= 0 || at + extent.length > size) {
      throw new RangeError(
        `an extent of ${extent.length} bytes at ${extent.offset} cannot follow ${at} of ${size} bytes`,
      );
    }
    const end = at + extent.length;
    while (at < end) {
      const inChunk = at % CHUNK_SIZE;
      const whole = wholeLength(extent, at, size);
      if (whole > 0) {
        yield wholePlan(extent, at, whole);
        at += whole;
        continue;
      }
      const length = Math.min(CHUNK_SIZE - inChunk, end - at);
      pieces.push(pieceOf(extent, at, length));
      at += length;
      if (at % CHUNK_SIZE === 0 || at === size) {
        yield { kind: 'chunk', offset: at - inChunk - length, length: inChunk + length, pieces };
        pieces = [];
      }
    }
  }
  if (at !== size) throw new RangeError(`the extents of a disk of ${size} bytes end at ${at}`);
}

/** How much of what is left of an extent needs no cutting: many chunks of zeros, or of what was packed together. */
function wholeLength(extent: MappedExtent, at: number, size: number): number {
  if (extent.kind === 'stored' || at % CHUNK_SIZE !== 0) return 0;
  const rest = extent.offset + extent.length - at;
  if (extent.kind === 'packed') return extent.plainLength > CHUNK_SIZE ? rest : 0;
  return at + rest === size ? rest : rest - (rest % CHUNK_SIZE);
}

function wholePlan(extent: MappedExtent, offset: number, length: number): Plan {
  if (extent.kind !== 'packed') return { kind: 'zeros', offset, length };
  if (extent.plainLength > MAX_PACKED_STRETCH) throw new RangeError(`${extent.plainLength} bytes were packed together`);
  return { kind: 'stretch', offset, length, packed: extent };
}

/** A part of an extent as a piece of the chunk that it lies in. */
function pieceOf(extent: MappedExtent, at: number, length: number): Piece {
  const offset = at % CHUNK_SIZE;
  switch (extent.kind) {
    case 'zero':
      return { kind: 'zero', offset, length };
    case 'stored':
      return { kind: 'stored', offset, length, at: extent.at + at - extent.offset };
    case 'packed':
      if (length !== extent.length) throw new RangeError('what was packed together crosses the edge of a chunk');
      return { ...extent, offset };
  }
}
