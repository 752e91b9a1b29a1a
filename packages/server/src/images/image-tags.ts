import type { Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import type { ImageId } from '../kernel/ids.ts';
import { findChangeable } from './image-access.ts';
import { checkRevision, checkTag } from './image-attributes.ts';
import type { ImageContext } from './image-context.ts';
import type { Images } from './images.ts';

/** Single tags; adding one that is there changes nothing. */
export function tagOperations({ store, clock, settings }: ImageContext): Pick<Images, 'tagAdd' | 'tagRemove'> {
  const revise = (caller: Caller, id: ImageId, change: (tags: readonly string[]) => readonly string[]): Promise<void> =>
    store.transaction(async (tx) => {
      const image = await findChangeable(tx, caller, id);
      const tags = change(image.tags);
      if (tags === image.tags) return;
      checkRevision({ tags }, image, settings);
      await tx.imageWrite({ ...image, tags, updatedAt: clock.now() }, image);
    });

  return {
    tagAdd: (caller, id, tag) =>
      revise(caller, id, (tags) => {
        checkTag(tag);
        return tags.includes(tag) ? tags : [...tags, tag];
      }),
    tagRemove: (caller, id, tag) =>
      revise(caller, id, (tags) => {
        if (!tags.includes(tag)) throw new IngotError('not-found', `Image ${id} has no tag ${tag}.`);
        return tags.filter((each) => each !== tag);
      }),
  };
}
