import type { Caller } from '../kernel/caller.ts';
import type { ProjectId } from '../kernel/ids.ts';
import type { ImageType } from './file-types.ts';
import type { PublicationCheck } from './publication.ts';
import type { NewDesktopImage } from './publishing.ts';
import type { PublishingContext } from './publishing-context.ts';

/** The profile that tells whether an image is fit for what it is for. */
const PROFILE_OF: Readonly<Record<ImageType, string | null>> = {
  vdi: 'vk-cloud-desktop',
  idv: null,
  voi: 'h3c-voi',
  tci: 'h3c-tci',
};

/**
 * By what a disk is judged before it is published: what is wanted, and what the policy of its project requires.
 *
 * @throws `invalid` for a profile that is not there.
 */
export async function checksFor(
  { inspections, profile: profileOf }: PublishingContext,
  caller: Caller,
  owner: ProjectId,
  { imageType, profile, mustPass = false }: Pick<NewDesktopImage, 'imageType' | 'profile' | 'mustPass'>,
): Promise<readonly PublicationCheck[]> {
  const wanted = profile === undefined ? PROFILE_OF[imageType] : profile;
  const { required } = await inspections.policyGet(caller, owner);
  const checks = required.map((id): PublicationCheck => ({ profile: id, mustPass: true, verdict: null }));
  if (wanted === null || required.includes(wanted)) return checks;
  return [{ profile: profileOf(wanted).id, mustPass, verdict: null }, ...checks];
}
