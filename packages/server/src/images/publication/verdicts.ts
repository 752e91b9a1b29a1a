import type { ImageId } from '../../kernel/ids.ts';
import { isUnchecked, withoutRelease, withVerdicts } from '../families/image-facts.ts';
import { contentOf } from '../image.ts';
import type { ImageContext } from '../image-context.ts';
import { unmetProfiles } from './unmet-profiles.ts';

/**
 * Shows on an image what it was judged to be, as properties, and lets it become the latest of its family if it waited for
 * that. Nothing happens to an image that has gone, or has no bytes; `updatedAt` stays.
 *
 * @param verdicts ids of profiles and what the image came to.
 */
export type VerdictsWrite = (
  id: ImageId,
  verdicts: readonly (readonly [profile: string, verdict: 'pass' | 'fail' | 'unknown'])[],
) => Promise<void>;

export function verdictsWriter({ store }: Pick<ImageContext, 'store'>): VerdictsWrite {
  return (id, verdicts) =>
    store.transaction(async (tx) => {
      const image = await tx.imageFind(id);
      if (!image || image.state.status === 'deleted' || contentOf(image) === null) return;
      let properties = withVerdicts(image.properties, verdicts);
      if (isUnchecked(image) && (await unmetProfiles(tx, image)).length === 0) properties = withoutRelease(properties);
      const names = new Set([...Object.keys(properties), ...Object.keys(image.properties)]);
      if ([...names].some((name) => properties[name] !== image.properties[name])) {
        await tx.imageWrite({ ...image, properties }, image);
      }
    });
}
