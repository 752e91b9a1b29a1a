import type { Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import type { ImageId } from '../kernel/ids.ts';
import type { Image, MemberStatus } from './image.ts';
import { mayChange, maySee } from './image-policy.ts';
import type { ImageStore, ImageTransaction } from './image-store.ts';

/** What finding an image takes; the store has it, and so has a transaction. */
export type ImageFinder = Pick<ImageStore | ImageTransaction, 'imageFind' | 'memberFind'>;

export interface FoundImage {
  readonly image: Image;
  /** What the caller's project answered to being offered the image; null when it was not. */
  readonly membership: MemberStatus | null;
}

/** An image that the caller may know of. @throws `not-found`, also for one that is deleted. */
export async function findVisible(finder: ImageFinder, caller: Caller, id: ImageId): Promise<FoundImage> {
  const image = await finder.imageFind(id);
  if (!image || image.state.status === 'deleted') throw notFound(id);
  const membership = await membershipOf(finder, caller, image);
  if (!maySee(caller, image, membership)) throw notFound(id);
  return { image, membership };
}

/** An image that the caller may change. @throws `not-found` where he may not know of it, else `forbidden`. */
export async function findChangeable(finder: ImageFinder, caller: Caller, id: ImageId): Promise<Image> {
  const { image } = await findVisible(finder, caller, id);
  if (!mayChange(caller, image)) {
    throw new IngotError('forbidden', `Only members of the project that owns image ${id} may do this.`);
  }
  return image;
}

export async function membershipOf(finder: ImageFinder, caller: Caller, image: Image): Promise<MemberStatus | null> {
  if (caller.projectId === null || caller.projectId === image.ownerId || image.visibility !== 'shared') return null;
  return (await finder.memberFind(image.id, caller.projectId))?.status ?? null;
}

export function notFound(id: string): IngotError {
  return new IngotError('not-found', `No image found with ID ${id}.`);
}
