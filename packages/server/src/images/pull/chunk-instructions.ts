import { CHUNK_SIZE, compressed, encodeInstruction, type StoredBytes } from '@ingot/chunk-store';
import type { ContentReader } from '../content-reader.ts';

/** Chunks that are compressed side by side. */
const TOGETHER = 4;

/** The chunks of some runs, as they travel. What lies compressed in the store is sent as it lies there. */
export async function* chunkInstructions(
  reader: Pick<ContentReader, 'stored'>,
  runs: readonly { readonly first: number; readonly count: number }[],
  compress: boolean,
): AsyncGenerator<Buffer[]> {
  for (const { first, count } of runs) {
    let batch: StoredBytes[] = [];
    for await (const chunk of reader.stored({ offset: first * CHUNK_SIZE, length: count * CHUNK_SIZE })) {
      batch.push(chunk);
      if (batch.length < TOGETHER) continue;
      yield await encoded(batch, compress);
      batch = [];
    }
    if (batch.length > 0) yield await encoded(batch, compress);
  }
}

async function encoded(chunks: readonly StoredBytes[], compress: boolean): Promise<Buffer[]> {
  const packed = compress ? await Promise.all(chunks.map(compressed)) : chunks;
  return packed.flatMap((chunk) => encodeInstruction({ kind: 'chunk', ...chunk }));
}
