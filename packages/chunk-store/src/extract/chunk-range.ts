import { CHUNK_SIZE } from '../chunk-id.ts';

/** Bytes that lie in one chunk of a tree. */
export interface ChunkRange {
  /** Of the chunk in the tree. */
  readonly number: number;
  /** In the chunk. */
  readonly offset: number;
  readonly length: number;
}

/** A range of a file, chunk by chunk. @param start of the file's first byte in its tree. */
export function chunkRanges(start: number, at: number, length: number): ChunkRange[] {
  const end = start + at + length;
  const ranges: ChunkRange[] = [];
  for (let from = start + at; from < end;) {
    const offset = from % CHUNK_SIZE;
    const part = Math.min(CHUNK_SIZE - offset, end - from);
    ranges.push({ number: (from - offset) / CHUNK_SIZE, offset, length: part });
    from += part;
  }
  return ranges;
}
