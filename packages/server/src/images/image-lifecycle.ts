import { IngotError } from '../kernel/errors.ts';
import type { ImageId } from '../kernel/ids.ts';
import type { Caller } from '../kernel/caller.ts';
import type { ImageState, RestorableState } from './image.ts';
import { findChangeable } from './image-access.ts';
import { requireUnused } from './families/image-uses.ts';
import { imageCan } from './image-actions.ts';
import { withoutImport } from './imports/import-properties.ts';
import type { ImageContext } from './image-context.ts';
import { IMAGE_DELETED } from './image-signals.ts';
import { deletedMeanwhile, uploadEnd } from './image-uploads.ts';
import { negated, usageOf } from './image-usage.ts';
import type { Images } from './images.ts';

type Lifecycle = Pick<Images, 'imageDelete' | 'imageDeactivate' | 'imageReactivate'>;

/** What ends because of it says so to people. */
const NOT_WANTED = 'The image was deleted meanwhile.';

/** Taking images out of use, for a while or for good. */
export function lifecycleOperations(context: ImageContext): Lifecycle {
  const { store, clock, intakes, signals, nudgeCollector } = context;

  /** Both are idempotent, and `forbidden` in a state that has no content (as Glance, not `conflict`). */
  const setActive = (caller: Caller, id: ImageId, status: 'active' | 'deactivated'): Promise<void> =>
    store.transaction(async (tx) => {
      const image = await findChangeable(tx, caller, id);
      const { state } = image;
      if (state.status !== 'active' && state.status !== 'deactivated') {
        throw new IngotError(
          'forbidden',
          `Image ${id} is ${state.status}: only an image with data can be deactivated.`,
        );
      }
      if (state.status === status) return;
      await tx.imageWrite({ ...image, updatedAt: clock.now(), state: { status, content: state.content } }, image);
    });

  return {
    imageDelete: async (caller, id) => {
      await store.transaction(async (tx) => {
        const image = await findChangeable(tx, caller, id);
        if (image.protected) {
          throw new IngotError('forbidden', `Image ${id} is protected: take the protection off before deleting it.`);
        }
        await requireUnused(tx, caller, image);
        if (!imageCan('delete', image)) throw new IngotError('conflict', `Image ${id} is ${image.state.status}.`);
        const now = clock.now();
        await tx.usageAdd(image.ownerId, negated(usageOf(image)), null);
        await uploadEnd(tx, id);
        if (image.state.status === 'importing') await tx.fillingCancel(image.state.task, NOT_WANTED, now);
        await tx.memberDeleteAll(id);
        await tx.imageWrite(
          {
            ...image,
            properties: withoutImport(image.properties),
            updatedAt: now,
            state: { status: 'deleted', deletedAt: now, before: restorable(image.state) },
          },
          image,
        );
      });
      intakes.stop(id, deletedMeanwhile(id));
      signals.send(IMAGE_DELETED, id);
      nudgeCollector();
    },
    imageDeactivate: (caller, id) => setActive(caller, id, 'deactivated'),
    imageReactivate: (caller, id) => setActive(caller, id, 'active'),
  };
}

/** What a restore brings back: bytes that were on their way, or waited for an import, are given up. */
function restorable(state: ImageState): RestorableState {
  if (state.status === 'queued' || state.status === 'active' || state.status === 'deactivated') return state;
  return { status: 'queued', failure: null };
}
