import { imageOfDisk } from './image-of-disk.ts';
import { findSnapshot } from './volume-access.ts';
import { availableSnapshot } from './volume-actions.ts';
import type { VolumeContext } from './volume-context.ts';
import type { Volumes } from './volumes.ts';

/** Images of snapshots: another pointer to the same tree. */
export function snapshotToImageOperation({ store, images }: VolumeContext): Pick<Volumes, 'snapshotToImage'> {
  return {
    snapshotToImage: async (caller, id, wanted) => {
      const find = async () => availableSnapshot('create-image', await findSnapshot(store, caller, id));
      const snapshot = await find();
      const image = imageOfDisk(wanted, snapshot);
      return images.createFromTree(caller, snapshot.state.tree, image, find);
    },
  };
}
