import { IngotError } from '../../kernel/errors.ts';
import type { Image } from '../image.ts';
import { findChangeable } from '../image-access.ts';
import type { ImageContext } from '../image-context.ts';
import { formatsOf } from '../image-inspection.ts';
import { takeQuota } from '../image-usage.ts';
import { diskKindOf } from '../views/disk-view.ts';
import { requestViewOf } from '../views/disk-views.ts';
import type { Families } from './families.ts';
import { isOptimized, withOptimized } from './image-facts.ts';

/** @throws `conflict` for an image that is to be optimized and has no disk; one without formats may get them yet. */
export function requireOptimizable(image: Image): void {
  const formats = formatsOf(image);
  if (!isOptimized(image) || !formats || diskKindOf(formats) !== 'none') return;
  throw new IngotError(
    'conflict',
    `Only images of disks can be optimized for deployment; this one has the container format ${formats.container} and ` +
      `the disk format ${formats.disk}.`,
  );
}

/** Having the layer of an image kept ready, from its creation on or later. */
export function optimizationOperations(context: ImageContext): Pick<Families, 'imageOptimize'> {
  const { store, clock, wakeJobs } = context;
  return {
    imageOptimize: async (caller, id, optimized) => {
      const changed = await store.transaction(async (tx) => {
        const image = await findChangeable(tx, caller, id);
        if (isOptimized(image) === optimized) {
          // Asked for again, a disk that could not be taken out is tried again.
          await requestViewOf(context, tx, image, { failed: 'again', asker: caller.userId });
          return image;
        }
        const properties = withOptimized(image.properties, optimized);
        const revised: Image = { ...image, properties, updatedAt: clock.now() };
        requireOptimizable(revised);
        await tx.imageWrite(revised, image);
        await takeQuota(tx, image.ownerId, { optimized: optimized ? 1 : -1 });
        await requestViewOf(context, tx, revised, { failed: 'again', asker: caller.userId });
        return revised;
      });
      wakeJobs();
      return changed;
    },
  };
}
