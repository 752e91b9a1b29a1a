import { IngotError } from '../../kernel/errors.ts';
import type { Image } from '../image.ts';
import { findChangeable } from '../image-access.ts';
import type { ImageContext } from '../image-context.ts';
import type { ImageTransaction } from '../image-store.ts';
import { changeOf, checkReason, standsFor } from './family-changes.ts';
import type { FamilyRef } from './family.ts';
import type { Families } from './families.ts';
import { familyOf, withDeprecation, type Deprecation } from './image-facts.ts';

/** 9999-12-31, the last day that RFC 3339 can write. */
const LAST_TIME = 253_402_300_799_999;

/** Saying that an image should not, or must not, be used for anything new, and what should be. */
export function deprecationOperations({ store, clock }: ImageContext): Pick<Families, 'imageDeprecate'> {
  return {
    imageDeprecate: async (caller, id, deprecation) => {
      checkDeprecation(deprecation);
      const { replacementId } = deprecation;
      return store.transaction(async (tx) => {
        if (replacementId === id) throw new IngotError('invalid', `Image ${id} cannot be its own replacement.`);
        // Two images are locked in the order of their ids, whoever replaces whom.
        if (replacementId !== null && replacementId < id) await tx.imageFind(replacementId);
        const image = await findChangeable(tx, caller, id);
        if (replacementId !== null) requireReplacement(await tx.imageFind(replacementId), image);
        const now = clock.now();
        const properties = withDeprecation(image.properties, deprecation);
        const deprecated: Image = { ...image, properties, updatedAt: now };
        const name = familyOf(image);
        if (name === null) await tx.imageWrite(deprecated, image);
        else {
          const ref: FamilyRef = { projectId: image.ownerId, name };
          const pin = await tx.familyLock(ref);
          const from = await standsFor(tx, ref, pin, now);
          await tx.imageWrite(deprecated, image);
          const to = await standsFor(tx, ref, pin, now);
          const how = { action: 'deprecate', reason: deprecation.reason } as const;
          await tx.familyChangeAdd(ref, changeOf(caller, how, id, from, to, now));
        }
        return deprecated;
      });
    },
  };
}

function checkDeprecation({ deprecatedAt, obsoleteAt, reason }: Deprecation): void {
  checkReason(reason);
  for (const time of [deprecatedAt, obsoleteAt]) {
    if (time === null || (Number.isInteger(time) && time >= 0 && time <= LAST_TIME)) continue;
    throw new IngotError('invalid', 'The times of a deprecation lie between 1970 and 9999.');
  }
  if (deprecatedAt !== null && obsoleteAt !== null && obsoleteAt < deprecatedAt) {
    throw new IngotError('invalid', 'An image is deprecated before it is obsolete, not after.');
  }
}

/** Of the same project, so that nobody keeps an image of others from being deleted by naming it. */
function requireReplacement(replacement: Awaited<ReturnType<ImageTransaction['imageFind']>>, image: Image): void {
  if (replacement && replacement.state.status !== 'deleted' && replacement.ownerId === image.ownerId) return;
  throw new IngotError('invalid', `The replacement of image ${image.id} has to be an image of the same project.`);
}
