/**
 * How chunks travel: a stretch of content as a series of instructions to put it together from what the other side has,
 * from zeros, and from chunks that come along. Numbers are little-endian; each instruction begins with 12 bytes:
 *
 *      0  what to do, u8: 1 zeros, 2 copy, 3 a plain chunk, 4 a chunk as a zstd frame (RFC 8878)
 *      1  of a copy: which of the sources that were named beside, u8; else 0
 *      2  zero, u16
 *      4  how many chunks of zeros, or to copy; or how many bytes of a chunk follow, u32
 *      8  of a copy: the first chunk of the source, counted from 0, u32; else 0
 *     12  of a chunk: its id, 32 bytes, and then its bytes
 *
 * A chunk in a copy, or of zeros, has the length that a chunk at its place has: 256 KiB, or less at the end of an image.
 * What is trusted: nothing. Lengths are bounded before anything is read into memory; whoever takes a chunk bounds what
 * comes out of a frame, and compares it with its id.
 */
import { CHUNK_ID_SIZE, type ChunkId } from '../chunk-id.ts';
import type { ChunkCodec } from '../packs/pack-entry.ts';

export type Instruction =
  | { readonly kind: 'zeros'; readonly count: number }
  /** @param source its number among those named beside. @param first chunk of the source. */
  | { readonly kind: 'copy'; readonly source: number; readonly first: number; readonly count: number }
  | { readonly kind: 'chunk'; readonly id: ChunkId; readonly codec: ChunkCodec; readonly bytes: Buffer };

/** Bytes before the id of a chunk, or all of any other instruction. */
export const HEADER_SIZE = 12;
/** Bytes of an instruction that brings a chunk, beside those of the chunk. */
export const CHUNK_OVERHEAD = HEADER_SIZE + CHUNK_ID_SIZE;
/** Sources that can be told apart. */
export const MAX_SOURCES = 256;
/** Chunks that one instruction can speak of, and the number of chunks of the largest source: 1 PiB. */
export const MAX_COUNT = 2 ** 32 - 1;

export const CODES = { zeros: 1, copy: 2, plain: 3, zstd: 4 } as const;

/** An instruction in bytes, in pieces that are sent one after the other. */
export function encodeInstruction(instruction: Instruction): Buffer[] {
  switch (instruction.kind) {
    case 'zeros':
      return [header(CODES.zeros, 0, instruction.count, 0)];
    case 'copy':
      return [header(CODES.copy, instruction.source, instruction.count, instruction.first)];
    case 'chunk': {
      const { id, codec, bytes } = instruction;
      return [Buffer.concat([header(CODES[codec], 0, bytes.length, 0), Buffer.from(id, 'hex')]), bytes];
    }
  }
}

function header(code: number, source: number, count: number, first: number): Buffer {
  const bytes = Buffer.alloc(HEADER_SIZE);
  bytes[0] = code;
  bytes[1] = source;
  bytes.writeUInt32LE(count, 4);
  bytes.writeUInt32LE(first, 8);
  return bytes;
}
