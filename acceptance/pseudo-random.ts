import { createCipheriv, createHash } from 'node:crypto';

const PIECE = 1024 * 1024;
const ZEROS = Buffer.alloc(PIECE);

/**
 * Bytes that do not compress and are never alike for two seeds: AES-CTR over zeros, the cheapest generator at hand
 * (above 1 GB/s).
 *
 * @param size in bytes
 */
export function* pseudoRandom(seed: string, size: number): Generator<Buffer, void, undefined> {
  const key = createHash('sha256').update(seed).digest();
  const cipher = createCipheriv('aes-128-ctr', key.subarray(0, 16), key.subarray(16));
  for (let left = size; left > 0; left -= PIECE) yield cipher.update(left < PIECE ? ZEROS.subarray(0, left) : ZEROS);
}

export function sha256(bytes: Iterable<Uint8Array>): string {
  const hash = createHash('sha256');
  for (const piece of bytes) hash.update(piece);
  return hash.digest('hex');
}

/** Numbers from 0 to 1 that a seed determines, so that a failing run can be repeated. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  // mulberry32
  return () => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
