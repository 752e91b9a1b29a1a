import { announced } from './announced.ts';
import type { Change, Changes } from './changes/index.ts';
import type { Artefact, DesktopImage, ImagePool, Publication, PublishingStore } from './publishing/index.ts';

/** As `announcingImages`, for image pools, desktop images with their files, and publications with how far they are. */
export function announcingPublishing(store: PublishingStore, changes: Changes): PublishingStore {
  return {
    ...store,
    publicationTell: async (id, progress, now) => {
      const told = await store.publicationTell(id, progress, now);
      if (told !== null) changes.announce(publicationChange({ id, ownerId: told.ownerId }));
      return told;
    },
    transaction: (work) =>
      announced(changes, (note) =>
        store.transaction((tx) => {
          const fresh = note();
          const desktopImage = (id: DesktopImage['id'], found: DesktopImage | null): void => {
            if (found) fresh({ topic: 'desktop-image', id, project: found.ownerId, isPublic: false });
          };
          const artefact = async ({ imageId, poolId }: Pick<Artefact, 'imageId' | 'poolId'>): Promise<void> => {
            desktopImage(imageId, await tx.desktopImageFind(imageId));
            fresh(poolChange(poolId));
          };
          return work({
            ...tx,
            poolInsert: async (pool) => {
              fresh(poolChange(pool.id));
              await tx.poolInsert(pool);
            },
            poolWrite: async (pool) => {
              fresh(poolChange(pool.id));
              await tx.poolWrite(pool);
            },
            poolDelete: async (id) => {
              fresh(poolChange(id));
              await tx.poolDelete(id);
            },
            desktopImageInsert: async (image) => {
              desktopImage(image.id, image);
              await tx.desktopImageInsert(image);
            },
            desktopImageWrite: async (image) => {
              desktopImage(image.id, image);
              await tx.desktopImageWrite(image);
            },
            desktopImageDelete: async (id) => {
              desktopImage(id, await tx.desktopImageFind(id));
              await tx.desktopImageDelete(id);
            },
            artefactInsert: async (inserted) => {
              await artefact(inserted);
              await tx.artefactInsert(inserted);
            },
            artefactWrite: async (written) => {
              await artefact(written);
              await tx.artefactWrite(written);
            },
            artefactDelete: async (imageId, poolId) => {
              await artefact({ imageId, poolId });
              await tx.artefactDelete(imageId, poolId);
            },
            publicationInsert: async (publication) => {
              fresh(publicationChange(publication));
              await tx.publicationInsert(publication);
            },
            publicationWrite: async (publication) => {
              fresh(publicationChange(publication));
              await tx.publicationWrite(publication);
            },
          });
        }),
      ),
  };
}

function publicationChange({ id, ownerId: project }: Pick<Publication, 'id' | 'ownerId'>): Change {
  return { topic: 'publication', id, project, isPublic: false };
}

/** Pools belong to the installation, and everybody may see them. */
function poolChange(id: ImagePool['id']): Change {
  return { topic: 'image-pool', id, project: null, isPublic: true };
}
