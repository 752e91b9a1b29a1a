/** Work on files that a thread reads by itself: into memory that it uses again and again, and that stays in its cache. */
import { CHUNK_ID_SIZE, CHUNK_SIZE, chunkIdFromBytes, chunkIdOf, chunkIdToBytes } from '../chunk-id.ts';
import { compressIfWorth, releaseRoom } from '../compression.ts';
import { CHUNK_OVERHEAD, encodeInstruction } from '../wire/instruction.ts';
import { isZero } from '../zero-chunk.ts';
import type { ChunkPart, FilePiece, WorkerResults } from './protocol.ts';
import { readExactly } from './read-exactly.ts';

let memory: Buffer | null = null;
/** Where a piece is packed, before it is known how long it gets. */
let room: Buffer = Buffer.alloc(0);

/** @returns what is wrong with the file, or null when all ids are there. */
export function nameFile(piece: FilePiece, ids: Buffer): string | null {
  return orFault(() => {
    for (const [at, bytes] of chunksOf(piece)) {
      const id = ids.subarray(at * CHUNK_ID_SIZE, (at + 1) * CHUNK_ID_SIZE);
      if (isZero(bytes)) id.fill(0);
      else chunkIdToBytes(chunkIdOf(bytes)).copy(id);
    }
    return null;
  });
}

/** @returns what is wrong with the file, or instructions, in memory that can be handed over. */
export function packFile(piece: FilePiece, ids: Buffer): WorkerResults['pack-file'] {
  return orFault(() => {
    const most = piece.length + Math.ceil(piece.length / CHUNK_SIZE) * CHUNK_OVERHEAD;
    if (room.length < most) room = Buffer.allocUnsafeSlow(most);
    let end = 0;
    for (const [at, bytes] of chunksOf(piece)) {
      const id = chunkIdFromBytes(ids.subarray(at * CHUNK_ID_SIZE, (at + 1) * CHUNK_ID_SIZE));
      const frame = compressIfWorth(bytes);
      const chunk = frame ? ({ codec: 'zstd', bytes: frame } as const) : ({ codec: 'plain', bytes } as const);
      for (const part of encodeInstruction({ kind: 'chunk', id, ...chunk })) end += part.copy(room, end);
      if (frame) releaseRoom(frame, bytes.length);
    }
    const bytes = Buffer.allocUnsafeSlow(end);
    room.copy(bytes, 0, 0, end);
    return { bytes };
  });
}

/** @returns what is wrong with a file, or null when the chunk holds its parts. */
export function fillFromFiles(chunk: Buffer, parts: readonly ChunkPart[]): string | null {
  return orFault(() => {
    for (const { file, offset, length, at } of parts) readExactly(file, chunk.subarray(at, at + length), offset);
    return null;
  });
}

/** The chunks of a piece, counted from 0; each until the next one is asked for. */
function* chunksOf({ file, offset, length }: FilePiece): Generator<[number, Buffer]> {
  memory ??= Buffer.allocUnsafeSlow(CHUNK_SIZE);
  for (let at = 0; at * CHUNK_SIZE < length; at += 1) {
    const bytes = memory.subarray(0, Math.min(CHUNK_SIZE, length - at * CHUNK_SIZE));
    readExactly(file, bytes, offset + at * CHUNK_SIZE);
    yield [at, bytes];
  }
}

/** An error would end the thread. */
export function orFault<Result>(work: () => Result): Result | string {
  try {
    return work();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
