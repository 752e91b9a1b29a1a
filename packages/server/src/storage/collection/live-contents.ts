import type { LiveRoot } from '@ingot/chunk-store';
import type { ImageContentPlace } from '../../images/index.ts';
import type { ImageId } from '../../kernel/ids.ts';
import type { ImageContents } from '../integrity/damage.ts';

/** What has come of images that are pushed, part by part. */
export type PushedContents = () => AsyncIterable<Pick<LiveContent, 'imageId' | 'root'>>;

/** A tree that an image needs. */
export interface LiveContent extends LiveRoot {
  readonly keptBy: Exclude<ImageContentPlace, 'view'>;
  readonly imageId: ImageId;
}

/**
 * Every tree that an image needs. Those of images come first and then again with all the others, so that what a deleted
 * image shares with a living one is told to be kept by that.
 *
 * Nothing is missed that goes from one place to another meanwhile: all that a restore, an import or a delete changes is
 * one row, and the second pass reads each row, as it is at one moment. What is pushed is read before that pass: it goes
 * from its parts to the row of its image.
 *
 * @param deletedAt told of what lies in the trash, in milliseconds since the epoch.
 */
export async function* liveContents(
  contents: ImageContents,
  pushed: PushedContents,
  deletedAt: (time: number) => void,
): AsyncGenerator<LiveContent> {
  for await (const { imageId, root, place } of contents()) {
    if (place === 'content') yield { root, keptBy: place, imageId };
  }
  for await (const { imageId, root } of pushed()) yield { root, keptBy: 'staged', imageId };
  for await (const { root, place, imageId, ...content } of contents()) {
    if (content.deletedAt !== null) deletedAt(content.deletedAt);
    // A view is no image's own, and may go from one to another: it is among the disks.
    if (place !== 'view') yield { root, keptBy: place, imageId };
  }
}
