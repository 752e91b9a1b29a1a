import type { Image, ImageService } from '../images/index.ts';
import { IngotError } from '../kernel/errors.ts';
import type { VolumeImages } from './image-port.ts';

/** Formats whose bytes are those of the disk. */
const RAW_FORMATS: ReadonlySet<string | null> = new Set(['raw', 'iso']);

/** What volumes need of images, by what images let others do. */
export function volumeImages({ images, reservations }: Pick<ImageService, 'images' | 'reservations'>): VolumeImages {
  return {
    ...reservations,
    open: async (caller, id) => {
      const { image, content } = await images.dataOpenForDisk(caller, id);
      if (!content) {
        throw new IngotError('conflict', `Image ${id} is ${image.state.status}; for a volume it has to be active.`);
      }
      checkRaw(image);
      return { image, tree: { root: content.root, size: content.size } };
    },
    withdraw: async (caller, id) => {
      // It may have been asked for as protected.
      await images.imageUpdate(caller, id, () => ({ protected: false }));
      await images.imageDelete(caller, id);
    },
  };
}

function checkRaw({ id, diskFormat }: Image): void {
  if (RAW_FORMATS.has(diskFormat)) return;
  throw new IngotError(
    'conflict',
    `Image ${id} has the disk format ${diskFormat}; a volume can be made of a raw image only. ` +
      'Convert it with qemu-img convert -O raw and upload that.',
  );
}
