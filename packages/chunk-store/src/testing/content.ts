import { createHash, hash } from 'node:crypto';
import { CHUNK_SIZE } from '../chunk-id.ts';

/** Bytes that look random and are the same for the same seed; they do not compress. */
export function noise(length: number, seed: number | string): Buffer {
  return createHash('shake256', { outputLength: Math.max(length, 1) })
    .update(String(seed))
    .digest()
    .subarray(0, length);
}

/** Content made of chunks by number: 0 is zeros, every other number always the same noise. `tail` bytes come after. */
export function contentOf(chunks: readonly number[], tail = 0): Buffer {
  const parts = chunks.map((seed) => (seed === 0 ? Buffer.alloc(CHUNK_SIZE) : chunkOf(seed)));
  return Buffer.concat([...parts, noise(tail, 'tail')]);
}

const made = new Map<number, Buffer>();

function chunkOf(seed: number): Buffer {
  const known = made.get(seed) ?? noise(CHUNK_SIZE, seed);
  made.set(seed, known);
  return known;
}

/** What Glance wants to know of a content. */
export function checksumsOf(content: Buffer): { md5: string; sha512: string } {
  return { md5: hash('md5', content), sha512: hash('sha512', content) };
}
