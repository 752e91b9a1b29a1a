import { IngotError } from '../../kernel/errors.ts';
import { familyOf, releasedAtOf, withUnchecked } from '../families/image-facts.ts';
import { contentOf, type Image } from '../image.ts';
import type { ImageStore, ImageTransaction } from '../image-store.ts';
import { refusePublication } from './unmet-profile.ts';
import { unmetProfiles } from './unmet-profiles.ts';

/**
 * What stands between an image and those who would use it unasked: a project may require that its images pass profiles
 * before they become public or the latest of a family (see `inspection`). It wraps the store, so that no operation gets
 * round it.
 *
 *     becomes public, joins a family, is promoted or pinned    refused while a profile is not passed
 *     gets its bytes in a family                               waits, as `ingot_release: unchecked`, until it has passed
 *     gets its bytes while public                              becomes private
 *
 * What was public or the latest before the project asked for it stays so.
 */
export function gated(store: ImageStore): ImageStore {
  return { ...store, transaction: (work) => store.transaction((tx) => work(gatedTransaction(tx))) };
}

/** One transaction of it. */
export function gatedTransaction(tx: ImageTransaction): ImageTransaction {
  return {
    ...tx,
    imageInsert: async (image) => {
      const inserted = await tx.imageInsert(await admitted(tx, image, null));
      if (inserted && contentOf(image)) await tx.reportRequest(image);
      return inserted;
    },
    imageWrite: async (image, before) => {
      const written = await admitted(tx, image, before);
      await tx.imageWrite(written, before);
      if (isActivated(image, before)) await tx.reportRequest(written);
    },
    pinWrite: async (ref, pin) => {
      const image = pin && (await tx.imageFind(pin.imageId));
      if (image && releasedAtOf(image) === null) {
        const unmet = await unmetProfiles(tx, image);
        if (unmet.length > 0) throw refusePublication(image, `be pinned in family ${ref.name}`, unmet);
      }
      await tx.pinWrite(ref, pin);
    },
  };
}

/** The image as it may be written. @throws `conflict` where it may not. */
async function admitted(tx: ImageTransaction, image: Image, before: Image | null): Promise<Image> {
  const was = before && lived(before);
  const newOwner = was?.ownerId !== image.ownerId;
  const opens = image.visibility === 'public' && (was?.visibility !== 'public' || newOwner);
  const leads = canLead(image) && !(was && canLead(was) && familyOf(was) === familyOf(image) && !newOwner);
  const activated = before !== null && isActivated(image, before);
  const staysPublic = activated && image.visibility === 'public';
  if (!opens && !leads && !staysPublic) return image;
  const unmet = await unmetProfiles(tx, image);
  if (unmet.length === 0) return image;
  if (opens && contentOf(image) === null) {
    const names = unmet.map(({ id }) => id).join(', ');
    throw new IngotError(
      'conflict',
      `Images of project ${image.ownerId} have to pass ${names} before they become public: ` +
        'upload it as private, and make it public once it has passed.',
    );
  }
  if (opens) throw refusePublication(image, 'become public', unmet);
  if (leads && was && contentOf(was)) throw refusePublication(image, `join family ${familyOf(image)}`, unmet);
  return {
    ...image,
    ...(staysPublic && { visibility: 'private' as const }),
    ...(leads && { properties: withUnchecked(image.properties) }),
  };
}

/** Whether its family may come to stand for it. */
function canLead(image: Image): boolean {
  return contentOf(image) !== null && familyOf(image) !== null && releasedAtOf(image) !== null;
}

function isActivated(image: Image, before: Image): boolean {
  return contentOf(image) !== null && contentOf(lived(before)) === null;
}

/** A deleted image as it was before, which is what a restore brings back. */
function lived(image: Image): Image {
  const { state } = image;
  return state.status === 'deleted' && state.before ? { ...image, state: state.before } : image;
}
