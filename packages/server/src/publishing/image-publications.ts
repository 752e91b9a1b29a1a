import type { Image } from '../images/index.ts';
import type { Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import type { ImageId } from '../kernel/ids.ts';
import { requireMember } from '../kernel/project-owned.ts';
import { findDesktopImage, findWantedPool } from './access.ts';
import { enqueuePublication, newPublication } from './begin-publication.ts';
import { OS_TYPES, type OsType } from './file-types.ts';
import { planImport } from './plan-import.ts';
import type { Publication } from './publication.ts';
import type { DesktopImages } from './publishing.ts';
import type { PublishingContext } from './publishing-context.ts';

/** Publishing images that are there. */
export function imagePublications(
  context: PublishingContext,
): Pick<DesktopImages, 'desktopImageCheck' | 'desktopImageImport' | 'desktopImageDeploy'> {
  const { store, wakeJobs, host } = context;
  return {
    desktopImageCheck: async (caller, ownerId, wanted) => {
      requireMember(caller, ownerId);
      await planImport(context, caller, { ownerId, osType: null }, wanted);
    },

    desktopImageImport: async (caller, id, wanted) => {
      const image = await findDisk(context, caller, id);
      const { ownerId } = image;
      const { plan, checks } = await planImport(context, caller, { ownerId, osType: osTypeOf(image) }, wanted);
      const source = { kind: 'import' } as const;
      const begun = newPublication(context, { source, poolId: wanted.poolId, ownerId, checks, userId: caller.userId });
      const publication: Publication = { ...begun, imageId: id };
      await enqueuePublication(context, publication, plan, { order: { ...source, wanted }, host });
      wakeJobs();
      return publication;
    },

    desktopImageDeploy: async (caller, id, poolId) => {
      await findDisk(context, caller, id);
      const { ownerId, state } = await findDesktopImage(store, id);
      if (state.status !== 'active') {
        throw new IngotError('conflict', `Desktop image ${id} is ${state.status}; it has to be active.`);
      }
      await findWantedPool(store, poolId);
      const source = { kind: 'deploy' } as const;
      const begun = newPublication(context, { source, poolId, ownerId, checks: [], userId: caller.userId });
      const publication: Publication = { ...begun, imageId: id };
      await enqueuePublication(context, publication, null, { order: { ...source, poolId }, host });
      wakeJobs();
      return publication;
    },
  };
}

/** An image that the caller may change, with a disk. @throws `conflict` for one that has none. */
async function findDisk({ images, views }: PublishingContext, caller: Caller, id: ImageId): Promise<Image> {
  const { image } = await images.dataOpen(caller, id);
  requireMember(caller, image.ownerId);
  const view = await views.of(image);
  if (view.kind === 'none' || view.kind === 'failed') throw new IngotError('conflict', view.reason);
  return image;
}

/** What the image says of its system; null where that is nothing that we know. */
function osTypeOf({ properties }: Image): OsType | null {
  return OS_TYPES.find((type) => type === properties['os_type']?.toLowerCase()) ?? null;
}
