import type { Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import type { ProjectId } from '../kernel/ids.ts';
import type { Configuration } from './desktop-image.ts';
import type { ImageType } from './file-types.ts';
import type { PublishingContext } from './publishing-context.ts';

/**
 * @param owner of the desktop image, whose flavors are meant: administrators publish for others.
 * @throws `invalid` for a flavor that is not there, or is for other desktops.
 */
export async function checkConfiguration(
  { flavors }: Pick<PublishingContext, 'flavors'>,
  caller: Caller,
  owner: ProjectId,
  { imageType, configuration }: { readonly imageType: ImageType; readonly configuration: Configuration },
): Promise<void> {
  if (configuration.kind === 'general' || configuration.flavor === null) return;
  const { flavor: name } = configuration;
  const named = await flavors.flavorList(caller, { name, project: owner });
  if (named.length === 0) {
    throw new IngotError(
      'invalid',
      `Project ${owner} has no flavor named ${name}; GET /api/v1/flavors lists those that there are.`,
      {
        reason: 'FLAVOR_UNKNOWN',
      },
    );
  }
  if (named.some(({ desktopTypes }) => desktopTypes.length === 0 || desktopTypes.includes(imageType))) return;
  throw new IngotError('invalid', `Flavor ${name} is not for ${imageType} desktops; choose another, or the default.`, {
    reason: 'FLAVOR_NOT_FOR_IMAGE_TYPE',
  });
}
