import type { Caller } from '../kernel/caller.ts';
import type { ProjectId } from '../kernel/ids.ts';
import { findWantedPool } from './access.ts';
import { parentFileType, type DesktopImagePlan } from './begin-publication.ts';
import { checkConfiguration } from './check-configuration.ts';
import { fileTypeFor, type OsType } from './file-types.ts';
import { checksFor } from './publication-checks.ts';
import type { PublicationCheck } from './publication.ts';
import type { NewDesktopImage } from './publication-order.ts';
import type { PublishingContext } from './publishing-context.ts';

/** What an image becomes as a desktop image, and by what its disk is judged before. */
export interface ImportPlan {
  readonly plan: DesktopImagePlan;
  readonly checks: readonly PublicationCheck[];
}

/**
 * @param image what is known of it; it need not be there yet.
 * @throws `invalid` for what breaks a rule, or is not there: a pool, a parent, a flavor, a profile.
 */
export async function planImport(
  context: Pick<PublishingContext, 'store' | 'flavors' | 'inspections' | 'profile'>,
  caller: Caller,
  image: { readonly ownerId: ProjectId; readonly osType: OsType | null },
  wanted: NewDesktopImage,
): Promise<ImportPlan> {
  const { store } = context;
  await findWantedPool(store, wanted.poolId);
  const { ownerId } = image;
  const { imageType, osType = image.osType, fileType = null, parentId = null } = wanted;
  const parent = parentId === null ? null : await parentFileType(store, parentId, ownerId);
  const plan = {
    imageType,
    osType,
    fileType: fileTypeFor({ imageType, osType, parent }, fileType),
    configuration: wanted.configuration ?? ({ kind: 'general' } as const),
    parentId,
    sourceName: null,
  };
  await checkConfiguration(context, caller, ownerId, plan);
  return { plan, checks: await checksFor(context, caller, ownerId, wanted) };
}
