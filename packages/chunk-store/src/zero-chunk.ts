import { CHUNK_SIZE } from './chunk-id.ts';

/** A chunk of zeros, shared by all who compare with it or hand it out. Never written to. */
export const ZERO_CHUNK = Buffer.alloc(CHUNK_SIZE);

/** Whether `bytes`, at most a chunk, are all zero. `equals` is a vectorised compare and stops at the first difference. */
export function isZero(bytes: Buffer): boolean {
  return ZERO_CHUNK.subarray(0, bytes.length).equals(bytes);
}
