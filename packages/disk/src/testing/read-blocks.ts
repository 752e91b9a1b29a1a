import type { ByteSource } from '../byte-source.ts';
import type { Blocks } from '../writers/blocks.ts';

/** A stretch of a disk or file as one buffer. */
export async function readBlocks(blocks: Blocks, offset = 0, length = blocks.size - offset): Promise<Buffer> {
  const parts: Buffer[] = [];
  const sink = async (pieces: readonly Buffer[]): Promise<void> => {
    for (const piece of pieces) parts.push(Buffer.from(piece));
  };
  await blocks.read(offset, length, sink, new AbortController().signal);
  return Buffer.concat(parts);
}

export function sourceOf(blocks: Blocks): ByteSource {
  return {
    size: blocks.size,
    read: (offset, length) => readBlocks(blocks, offset, Math.max(0, Math.min(length, blocks.size - offset))),
  };
}
