import { CHUNK_SIZE, chunkIdOf, encodeInstruction } from '@ingot/chunk-store';

/** The body of the one part of a push that brings all of this content, plain. */
export function pushedPart(content: Buffer): Buffer<ArrayBuffer> {
  const encoded: Buffer[] = [];
  for (let start = 0; start < content.length; start += CHUNK_SIZE) {
    const bytes = content.subarray(start, start + CHUNK_SIZE);
    encoded.push(...encodeInstruction({ kind: 'chunk', id: chunkIdOf(bytes), codec: 'plain', bytes }));
  }
  return Buffer.concat(encoded);
}
