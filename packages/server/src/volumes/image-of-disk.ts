import type { NewImage } from '../images/index.ts';
import { IngotError } from '../kernel/errors.ts';
import { imagePropertiesOf } from './image-metadata.ts';
import type { Volume } from './volume.ts';

/**
 * What is wanted of an image that has the bytes of a volume or of a snapshot. Properties are the volume's unless others are
 * wanted.
 *
 * @throws `invalid` for a format that is not that of those bytes.
 */
export function imageOfDisk(wanted: NewImage, { imageMetadata }: Pick<Volume, 'imageMetadata'>): NewImage {
  const formats = {
    diskFormat: wanted.diskFormat ?? 'raw',
    containerFormat: wanted.containerFormat ?? 'bare',
  } as const;
  if (formats.diskFormat !== 'raw' || formats.containerFormat !== 'bare') {
    throw new IngotError(
      'invalid',
      'The bytes of a disk become an image with the disk format raw and the container format bare; converting one to ' +
        `${formats.diskFormat} in ${formats.containerFormat} is not possible yet.`,
    );
  }
  return { properties: imagePropertiesOf(imageMetadata), ...wanted, ...formats };
}
