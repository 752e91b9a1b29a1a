import { CHUNK_SIZE } from '../chunk-id.ts';
import { decodeInPlace, type StoredInMemory } from '../read/stored-chunk.ts';
import { readExactly } from '../workers/read-exactly.ts';
import { ZERO_CHUNK } from '../zero-chunk.ts';
import type { ChunkRange } from './chunk-range.ts';

/** A chunk of a file as it is stored, in a pack that is open. */
export interface OpenChunk {
  /** In the tree. */
  readonly number: number;
  /** Of the pack; it is good in every thread, and stays open until the answer. */
  readonly descriptor: number;
  /** Of the stored bytes in the pack. */
  readonly offset: number;
  readonly stored: StoredInMemory;
}

/** Chunks of a file that a thread reads by itself. */
export interface OpenFile {
  /** Of the file's first byte in its tree. */
  readonly start: number;
  /** Other chunks are zeros. */
  readonly chunks: readonly OpenChunk[];
}

/** Of this thread, for a chunk each, used again and again; taken as they are needed. */
const memories: Buffer[] = [];

/**
 * What lies in ranges of an open file, each chunk read and checked when it is needed first. Another file takes the same memory.
 *
 * @returns a function that throws an Error when a chunk cannot be read, or is damaged.
 */
export function openFileReader({ chunks }: OpenFile): (range: ChunkRange) => Buffer {
  const places = new Map(chunks.map((chunk, place) => [chunk.number, { chunk, place }]));
  const read = new Set<number>();
  return ({ number, offset, length }) => {
    const found = places.get(number);
    if (!found) return ZERO_CHUNK.subarray(offset, offset + length);
    const memory = (memories[found.place] ??= Buffer.allocUnsafeSlow(CHUNK_SIZE));
    if (!read.has(number)) {
      load(found.chunk, memory);
      read.add(number);
    }
    return memory.subarray(offset, offset + length);
  };
}

function load({ number, descriptor, offset, stored }: OpenChunk, memory: Buffer): void {
  readExactly(descriptor, memory.subarray(0, stored.storedLength), offset);
  const fault = decodeInPlace(memory, stored);
  if (fault !== null) throw new Error(`chunk ${number} ${fault}`);
}
