import type { ChunkStore } from '@ingot/chunk-store';
import { fromChunkStore, type Image, type ImageService } from '../images/index.ts';
import { IngotError } from '../kernel/errors.ts';
import type { VolumeImages } from './image-port.ts';

/** Formats whose bytes are those of the disk. */
const RAW_FORMATS: ReadonlySet<string | null> = new Set(['raw', 'iso']);

/** What volumes need of images, by what images let others do. @param chunks keeps trees while images are made of them. */
export function volumeImages(
  { images, reservations }: Pick<ImageService, 'images' | 'reservations'>,
  chunks: Pick<ChunkStore, 'hold'>,
): VolumeImages {
  return {
    ...reservations,
    open: async (caller, id) => {
      // Asked first: that nobody reads the data of a deactivated image is no matter of this caller's rights.
      checkActive(await images.imageGet(caller, id));
      const { image, content } = await images.dataOpenForDisk(caller, id);
      if (!content) throw notActive(image);
      checkRaw(image);
      return { image, tree: { root: content.root, size: content.size } };
    },
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

function checkRaw({ id, diskFormat }: Image): void {
  if (RAW_FORMATS.has(diskFormat)) return;
  throw new IngotError(
    'conflict',
    `Image ${id} has the disk format ${diskFormat}; a volume can be made of a raw image only. ` +
      'Convert it with qemu-img convert -O raw and upload that.',
  );
}
