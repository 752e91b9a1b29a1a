import type { ChunkStore, TreeRoot } from '@ingot/chunk-store';
import type { MaintenanceTask } from '../maintenance-task.ts';

interface CollectionParts {
  readonly chunks: ChunkStore;
  /** Every tree that something needs. */
  readonly liveRoots: () => AsyncIterable<TreeRoot>;
}

/** Lets the chunk store drop what nothing needs. */
export function collectionTask({ chunks, liveRoots }: CollectionParts): MaintenanceTask<'collection'> {
  return { run: (_options, { signal }) => chunks.collect(liveRoots, { signal }) };
}
