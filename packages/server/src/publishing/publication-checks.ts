import { isBootProfile } from '@ingot/inspector';
import type { Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import type { ProjectId } from '../kernel/ids.ts';
import type { ImageType } from './file-types.ts';
import type { PublicationCheck } from './publication.ts';
import type { NewDesktopImage } from './publication-order.ts';
import type { PublishingContext } from './publishing-context.ts';

/** By which profile an image is judged unless somebody says, by what it is for; null for none. */
export const USUAL_PROFILES: Readonly<Record<ImageType, string | null>> = {
  vdi: 'vk-cloud-desktop',
  idv: null,
  voi: 'h3c-voi',
  tci: 'h3c-tci',
};

/**
 * By what a disk is judged before it is published: what is wanted, and what the policy of its project requires. What takes a
 * boot test is asked of the image once it is there, before its family stands for it.
 *
 * @throws `invalid` for a profile that is not there, and for a wanted one that takes a boot test.
 */
export async function checksFor(
  { inspections, profile: profileOf }: Pick<PublishingContext, 'inspections' | 'profile'>,
  caller: Caller,
  owner: ProjectId,
  { imageType, profile, mustPass = false }: Pick<NewDesktopImage, 'imageType' | 'profile' | 'mustPass'>,
): Promise<readonly PublicationCheck[]> {
  const wanted = profile === undefined ? USUAL_PROFILES[imageType] : profile;
  if (wanted !== null && isBootProfile(profileOf(wanted))) {
    throw new IngotError('invalid', `Profile ${wanted} asks what only a boot shows: request a boot test of the image.`);
  }
  const policy = await inspections.policyGet(caller, owner);
  const required = policy.required.filter((id) => !isBootProfile(profileOf(id)));
  const checks = required.map((id): PublicationCheck => ({ profile: id, mustPass: true, verdict: null }));
  if (wanted === null || required.includes(wanted)) return checks;
  return [{ profile: wanted, mustPass, verdict: null }, ...checks];
}
