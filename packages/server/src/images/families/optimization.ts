import { IngotError } from '../../kernel/errors.ts';
import type { Image, ImageDiskFormat } from '../image.ts';
import { findChangeable } from '../image-access.ts';
import type { ImageContext } from '../image-context.ts';
import { takeQuota } from '../image-usage.ts';
import type { Families } from './families.ts';
import { isOptimized, withOptimized } from './image-facts.ts';

/** Formats whose content is the disk that a guest sees, so that a layer can be made of it. */
const LAYERED: readonly ImageDiskFormat[] = ['raw', 'iso'];

/** @throws `conflict` for an image that is to be optimized and has no layer; one without a format may get one yet. */
export function requireOptimizable(image: Image): void {
  if (!isOptimized(image) || image.diskFormat === null || LAYERED.includes(image.diskFormat)) return;
  throw new IngotError(
    'conflict',
    `Only images in the formats ${LAYERED.join(' and ')} can be optimized for deployment; this one is ` +
      `${image.diskFormat}. Convert it to raw first.`,
  );
}

/** Having the layer of an image kept ready, from its creation on or later. */
export function optimizationOperations({ store, clock }: ImageContext): Pick<Families, 'imageOptimize'> {
  return {
    imageOptimize: (caller, id, optimized) =>
      store.transaction(async (tx) => {
        const image = await findChangeable(tx, caller, id);
        if (isOptimized(image) === optimized) return image;
        const properties = withOptimized(image.properties, optimized);
        const revised: Image = { ...image, properties, updatedAt: clock.now() };
        requireOptimizable(revised);
        await tx.imageWrite(revised, image);
        await takeQuota(tx, image.ownerId, { optimized: optimized ? 1 : -1 });
        return revised;
      }),
  };
}
