import type { Changes } from './changes/index.ts';
import { isOptimized, type ImageStore } from './images/index.ts';
import type { OptimizedTrees } from './images/optimized-trees.sql.ts';
import type { ReadyTrees } from './volumes/index.ts';

/** The trees whose layers are to be ready: who looks at an image that is optimized is told when its layer is. */
export function layersOfImages(trees: OptimizedTrees, changes: Changes): ReadyTrees {
  return {
    list: () => trees.list(),
    has: (root) => trees.has(root),
    made: async (root) => {
      for await (const { id, ownerId: project, visibility } of trees.images(root)) {
        changes.announce({ topic: 'image', id, project, isPublic: visibility === 'public' });
      }
    },
  };
}

/** As the store; once an image comes to be optimized, or active and optimized, or its disk is unpacked, layers are seen to. */
export function seeingToLayers(store: ImageStore, see: () => void): ImageStore {
  return {
    ...store,
    transaction: async (work) => {
      let isDue = false;
      const result = await store.transaction((tx) => {
        // A transaction may run twice, and only its last run counts.
        isDue = false;
        return work({
          ...tx,
          imageWrite: async (image, before) => {
            isDue ||= isOptimized(image) && !(isOptimized(before) && before.state.status === image.state.status);
            await tx.imageWrite(image, before);
          },
          viewWrite: async (record) => {
            isDue ||= record.state.status === 'ready';
            await tx.viewWrite(record);
          },
        });
      });
      if (isDue) see();
      return result;
    },
  };
}
