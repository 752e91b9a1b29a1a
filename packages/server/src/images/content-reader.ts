import type { TreeReader } from '@ingot/chunk-store';
import { fromChunkStore } from './storage-errors.ts';

/** The bytes of an image, to whom may have them. */
export interface ContentReader extends Pick<TreeReader, 'size' | 'read'> {
  /** As the chunk store sends them. @throws IngotError, or what the sink throws. */
  readonly send: TreeReader['send'];
}

/** A reader of the chunk store whose refusals are ours. */
export function contentReader(reader: TreeReader): ContentReader {
  return {
    size: reader.size,
    read: (offset, length) => ours(reader.read(offset, length)),
    send: (sink, range) => ours(reader.send(sink, range)),
  };
}

async function ours<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw fromChunkStore(error);
  }
}
