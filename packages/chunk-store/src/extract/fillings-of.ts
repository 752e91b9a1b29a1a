import { CHUNK_SIZE, type ChunkId } from '../chunk-id.ts';
import type { SharedChunk } from '../read/chunk-memory.ts';
import type { SharedMemory } from '../workers/shared-memory.ts';
import type { WorkerPool } from '../workers/worker-pool.ts';
import type { Piece } from './chunk-plan.ts';
import type { Filling } from './filling.ts';
import type { SourceChunks } from './source-chunks.ts';

/** Chunks of a file, by id, for as long as they are lent. */
export type LentChunks = ReadonlyMap<ChunkId, SharedChunk>;

/** For parts of a file that are not stored. Never written to. */
const ZEROS = Buffer.from(new SharedArrayBuffer(CHUNK_SIZE));

interface Sources {
  readonly sources: SourceChunks;
  /** All that the pieces have something of. */
  readonly chunks: LentChunks;
  readonly place: WorkerPool['place'];
}

/** What a thread is to do for some pieces of a chunk, out of chunks that are lent. */
export function fillingsOf(pieces: readonly Piece[], { sources, chunks, place }: Sources): Filling[] {
  const memoryOf = (at: number, length: number): SharedMemory[] =>
    sources.parts(at, length).map((part) => {
      const chunk = (part.id === null ? null : chunks.get(part.id)) ?? ZEROS;
      return place(chunk.subarray(part.offset, part.offset + part.length));
    });
  return pieces.map((piece) => fillingOf(piece, memoryOf));
}

/** What is to be done for a piece. @param placesOf where a range of the file is. */
export function fillingOf<Place>(
  piece: Piece,
  placesOf: (at: number, length: number) => readonly Place[],
): Filling<Place> {
  const { offset, length } = piece;
  switch (piece.kind) {
    case 'zero':
      return { kind: 'zero', offset, length };
    case 'stored':
      return { kind: 'stored', offset, length, from: placesOf(piece.at, length) };
    case 'packed': {
      const { at, packedLength, plainLength, codec } = piece;
      return { kind: 'packed', offset, length, from: placesOf(at, packedLength), codec, plainLength, at };
    }
  }
}
