import type { ChunkStore } from '@ingot/chunk-store';
import { fromChunkStore, type Image, type ImageService } from '../images/index.ts';
import { IngotError } from '../kernel/errors.ts';
import type { VolumeImages } from './image-port.ts';

/** What volumes need of images, by what images let others do. @param chunks keeps trees while images are made of them. */
export function volumeImages(
  { images, reservations, views }: Pick<ImageService, 'images' | 'reservations' | 'views'>,
  chunks: Pick<ChunkStore, 'hold'>,
): VolumeImages {
  return {
    ...reservations,
    open: async (caller, id) => {
      // Asked first: that nobody reads the data of a deactivated image is no matter of this caller's rights.
      checkActive(await images.imageGet(caller, id));
      const { image, content } = await images.dataOpenForDisk(caller, id);
      if (!content) throw notActive(image);
      const view = await views.of(image);
      if (view.kind === 'none' || view.kind === 'failed') throw noDisk(image, view.reason);
      // What is packed shows its size when it has been unpacked.
      const known = image.containerFormat === 'bare' ? content.virtualSize : 0;
      const leastSize = view.kind === 'ready' ? view.size : known;
      const tree = view.kind === 'ready' ? { root: view.root, size: view.size } : null;
      return { image, tree, leastSize };
    },
    disk: (id, run) => views.wait(id, run),
    createFromTree: async (caller, { root }, image, check) => {
      const held = await chunks.hold(root).catch(async (error: unknown) => {
        // It may be missing because nothing referred to it any more.
        await check();
        throw fromChunkStore(error);
      });
      try {
        await check();
        return await images.imageCreateFromTree(caller, held, image);
      } finally {
        await held.release();
      }
    },
    withdraw: async (caller, id) => {
      // It may have been asked for as protected.
      await images.imageUpdate(caller, id, () => ({ protected: false }));
      await images.imageDelete(caller, id);
    },
  };
}

function checkActive(image: Image): void {
  if (image.state.status !== 'active') throw notActive(image);
}

function notActive({ id, state }: Image): IngotError {
  return new IngotError('conflict', `Image ${id} is ${state.status}; for a volume it has to be active.`);
}

function noDisk({ id }: Image, reason: string): IngotError {
  return new IngotError('conflict', `No volume can be made of image ${id}. ${reason}`);
}
