import { CHUNK_SIZE, type ChunkId } from '../chunk-id.ts';
import type { ChunkReader, Places } from '../read/chunk-reader.ts';
import { chunksOf } from '../tree/tree-walk.ts';
import type { ChunkPlan, Piece, Plan } from './chunk-plan.ts';
import { chunkRanges, type ChunkRange } from './chunk-range.ts';
import type { FileInTree } from './extraction.ts';

/** A part of a file that lies in one chunk of its tree; id null for zeros. */
export interface FilePart extends ChunkRange {
  readonly id: ChunkId | null;
}

interface TreeChunk {
  readonly id: ChunkId;
  readonly length: number;
}

/** The chunks of a file that some parts of a disk are made of: which they are, and where they are stored. */
export class SourceChunks {
  readonly places: Places;
  /** Of the file's first byte in the tree. */
  readonly start: number;
  /** By their number in the tree; those of zeros are left out. */
  readonly #chunks: ReadonlyMap<number, TreeChunk>;

  private constructor(start: number, chunks: ReadonlyMap<number, TreeChunk>, places: Places) {
    this.start = start;
    this.#chunks = chunks;
    this.places = places;
  }

  static async find(reader: ChunkReader, { tree, start }: FileInTree, plans: readonly Plan[]): Promise<SourceChunks> {
    const chunks = new Map<number, TreeChunk>();
    for (const { first, count } of runsOf(numbersIn(start, plans))) {
      for await (const run of tree.runs({ offset: first * CHUNK_SIZE, length: count * CHUNK_SIZE })) {
        if (run.kind === 'zero') continue;
        for (const { id, offset, length } of chunksOf(run)) chunks.set(offset / CHUNK_SIZE, { id, length });
      }
    }
    const ids = new Set(Array.from(chunks.values(), ({ id }) => id));
    return new SourceChunks(start, chunks, await reader.locate([...ids]));
  }

  /** A range of the file, in parts. */
  parts(at: number, length: number): FilePart[] {
    return chunkRanges(this.start, at, length).map((range) => {
      return { ...range, id: this.#chunks.get(range.number)?.id ?? null };
    });
  }

  /** Those that hold something of the pieces. */
  idsOf(pieces: readonly Piece[]): Set<ChunkId> {
    return new Set(this.storedOf(pieces).values());
  }

  /** The same, by their number in the tree. */
  storedOf(pieces: readonly Piece[]): Map<number, ChunkId> {
    const stored = new Map<number, ChunkId>();
    for (const piece of pieces) {
      const range = rangeOf(piece);
      if (!range) continue;
      for (const { number, id } of this.parts(range.at, range.length)) if (id !== null) stored.set(number, id);
    }
    return stored;
  }

  /** The one that is just what a chunk of the disk is to be, if the file has it. */
  same({ pieces, length }: ChunkPlan): ChunkId | null {
    const [piece] = pieces;
    if (piece?.kind !== 'stored' || piece.length !== length || (this.start + piece.at) % CHUNK_SIZE !== 0) return null;
    const chunk = this.#chunks.get((this.start + piece.at) / CHUNK_SIZE);
    return chunk?.length === length ? chunk.id : null;
  }
}

/** What of the file a piece is made of. */
function rangeOf(piece: Piece): { readonly at: number; readonly length: number } | null {
  if (piece.kind === 'zero') return null;
  return { at: piece.at, length: piece.kind === 'stored' ? piece.length : piece.packedLength };
}

function piecesOf(plan: Plan): readonly Piece[] {
  if (plan.kind === 'zeros') return [];
  return plan.kind === 'chunk' ? plan.pieces : [plan.packed];
}

function numbersIn(start: number, plans: readonly Plan[]): number[] {
  const numbers = new Set<number>();
  for (const piece of plans.flatMap(piecesOf)) {
    const range = rangeOf(piece);
    if (!range || range.length === 0) continue;
    const first = Math.floor((start + range.at) / CHUNK_SIZE);
    const last = Math.floor((start + range.at + range.length - 1) / CHUNK_SIZE);
    for (let number = first; number <= last; number += 1) numbers.add(number);
  }
  return [...numbers].toSorted((one, other) => one - other);
}

/** Numbers that follow each other, together. */
function runsOf(numbers: readonly number[]): { first: number; count: number }[] {
  const runs: { first: number; count: number }[] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run && run.first + run.count === number) run.count += 1;
    else runs.push({ first: number, count: 1 });
  }
  return runs;
}
