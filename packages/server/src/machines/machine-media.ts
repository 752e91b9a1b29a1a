import type { Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import type { ImageId } from '../kernel/ids.ts';
import type { MachineContext } from './machine-context.ts';
import type { MachineTransaction } from './machine-store.ts';
import type { MachineMedium } from './machine.ts';

/** An image for a drive. @throws `not-found`, `forbidden`; `conflict` for one that has no disk to be read yet. */
export async function openMedium(
  { images, treeSource }: Pick<MachineContext, 'images' | 'treeSource'>,
  caller: Caller,
  imageId: ImageId,
): Promise<MachineMedium> {
  const { tree } = await images.open(caller, imageId);
  if (!tree) {
    throw new IngotError('conflict', `The disk of image ${imageId} has not been unpacked yet; try again when it is.`);
  }
  if (!treeSource(tree.root)) {
    throw new IngotError('unavailable', 'Images cannot be mounted here: the path of the data directory is too long.');
  }
  return { imageId, root: tree.root, size: tree.size };
}

/** Keeps media while a machine comes to refer to them; to be called first in a transaction. @throws `conflict`. */
export async function shareMedia(tx: MachineTransaction, media: readonly MachineMedium[]): Promise<void> {
  // Whoever locks several images does so in this order.
  for (const { imageId, root } of media.toSorted((a, b) => (a.imageId < b.imageId ? -1 : 1))) {
    if (await tx.imageShare(imageId, root)) continue;
    throw new IngotError('conflict', `Image ${imageId} was taken away or changed meanwhile.`);
  }
}
