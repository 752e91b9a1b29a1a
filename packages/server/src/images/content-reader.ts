import type { TreeReader } from '@ingot/chunk-store';
import { fromChunkStore, storageWork } from './storage-errors.ts';

/** The bytes of an image, to whom may have them. */
export interface ContentReader extends Pick<TreeReader, 'size' | 'read'> {
  readonly root: TreeReader['root'];
  /** As the chunk store sends them. @throws IngotError, or what the sink throws. */
  readonly send: TreeReader['send'];
  /** What the bytes consist of. @throws IngotError */
  readonly runs: TreeReader['runs'];
  /** Chunks as they are stored. @throws IngotError */
  readonly stored: TreeReader['stored'];
}

/** A reader of the chunk store whose refusals are ours. */
export function contentReader(reader: TreeReader): ContentReader {
  return {
    size: reader.size,
    root: reader.root,
    runs: (range) => eachOf(reader.runs(range)),
    stored: (range) => eachOf(reader.stored(range)),
    read: (offset, length) => storageWork(reader.read(offset, length)),
    send: (sink, range) => storageWork(reader.send(sink, range)),
  };
}

async function* eachOf<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item> {
  try {
    yield* items;
  } catch (error) {
    throw fromChunkStore(error);
  }
}
