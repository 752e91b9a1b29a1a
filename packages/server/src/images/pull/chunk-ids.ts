import { CHUNK_ID_SIZE, CHUNK_SIZE, chunkIdToBytes } from '@ingot/chunk-store';
import type { ContentReader } from '../content-reader.ts';

/** The ids of `count` chunks, which are there, in pieces; zeros stand for a chunk of zeros. */
export async function* chunkIds(
  reader: Pick<ContentReader, 'runs'>,
  first: number,
  count: number,
): AsyncGenerator<Buffer> {
  for await (const run of reader.runs({ offset: first * CHUNK_SIZE, length: count * CHUNK_SIZE })) {
    yield run.kind === 'zero'
      ? Buffer.alloc(Math.ceil(run.length / CHUNK_SIZE) * CHUNK_ID_SIZE)
      : Buffer.concat(run.ids.map(chunkIdToBytes));
  }
}
