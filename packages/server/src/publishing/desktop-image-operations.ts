import type { Image } from '../images/index.ts';
import type { Caller } from '../kernel/caller.ts';
import { hasCode, IngotError } from '../kernel/errors.ts';
import type { ImageId } from '../kernel/ids.ts';
import { requireMember } from '../kernel/project-owned.ts';
import { findDesktopImage, listedOwner } from './access.ts';
import { checkConfiguration } from './check-configuration.ts';
import { deleteArtefact, deleteFiles } from './delete-desktop-image.ts';
import type { DesktopImage, ShownDesktopImage } from './desktop-image.ts';
import type { DesktopImages } from './publishing.ts';
import type { PublishingContext } from './publishing-context.ts';
import type { PublishingTransaction } from './publishing-store.ts';

type Operations = Omit<
  DesktopImages,
  'desktopImageCheck' | 'desktopImageImport' | 'desktopImageDeploy' | 'desktopImageOpen'
>;

/** In a sentence. */
const NAMED = 5;

/** What desktop images are, and what becomes of them. */
export function desktopImageOperations(context: PublishingContext): Operations {
  const { store, images, clock, log, nudgeCollector } = context;

  /** @throws `not-found`. */
  const find = async (caller: Caller, id: ImageId): Promise<{ desktopImage: DesktopImage; image: Image }> => {
    const image = await images.imageGet(caller, id);
    return { image, desktopImage: await findDesktopImage(store, id) };
  };

  const show = async (caller: Caller, id: ImageId): Promise<ShownDesktopImage> => ({
    ...(await find(caller, id)),
    artefacts: await store.artefactsOf(id),
  });

  return {
    desktopImageGet: show,

    desktopImageList: async (caller, { allProjects = false, pool, parent, marker, limit }) => {
      const owner = listedOwner(caller, { allProjects });
      const after = marker === undefined ? null : await store.desktopImageFind(marker);
      if (marker !== undefined && (!after || (owner !== null && after.ownerId !== owner))) {
        throw new IngotError('invalid', `There is no desktop image ${marker} for the list to go on after.`);
      }
      const filters = { ...(pool !== undefined && { pool }), ...(parent !== undefined && { parent }) };
      const found = await store.desktopImageList({ owner, ...filters, ...(after && { after }), limit: limit + 1 });
      const items: ShownDesktopImage[] = [];
      for (const desktopImage of found.slice(0, limit)) {
        const image = await visible(images.imageGet(caller, desktopImage.id));
        // It may have been deleted in this moment.
        if (image) items.push({ desktopImage, image, artefacts: await store.artefactsOf(desktopImage.id) });
      }
      return { items, more: found.length > limit };
    },

    desktopImageUpdate: async (caller, id, { name, configuration }) => {
      const { image, desktopImage } = await find(caller, id);
      requireMember(caller, image.ownerId);
      const { imageType } = desktopImage;
      if (configuration) await checkConfiguration(context, caller, image.ownerId, { imageType, configuration });
      if (name !== undefined) {
        if (name.trim() === '') throw new IngotError('invalid', 'The name of the image has 1 to 255 characters.');
        await images.imageUpdate(caller, id, () => ({ name }));
      }
      if (configuration !== undefined) {
        await store.transaction(async (tx) => {
          const current = await findDesktopImage(tx, id);
          await tx.desktopImageWrite({ ...current, configuration, updatedAt: clock.now() });
        });
      }
      return show(caller, id);
    },

    desktopImageDelete: async (caller, id) => {
      const { image } = await find(caller, id);
      requireMember(caller, image.ownerId);
      await store.transaction(async (tx) => {
        const current = await findDesktopImage(tx, id);
        await requireDeletable(tx, current);
        await tx.desktopImageWrite({ ...current, state: { status: 'deleting' }, updatedAt: clock.now() });
      });
      try {
        await images.imageDelete(caller, id);
      } catch (error) {
        await store.transaction(async (tx) => {
          const current = await findDesktopImage(tx, id);
          await tx.desktopImageWrite({ ...current, state: { status: 'active' }, updatedAt: clock.now() });
        });
        throw error;
      }
      try {
        await deleteFiles(context, id);
      } catch (error) {
        // The image is gone; its files follow when their pool can be reached.
        log.warn({ image: id, err: error }, 'the files of a desktop image are deleted later');
      }
      nudgeCollector();
    },

    desktopImageWithdraw: async (caller, id, poolId) => {
      const { image, desktopImage } = await find(caller, id);
      requireMember(caller, image.ownerId);
      if (desktopImage.poolId === poolId) {
        throw new IngotError('conflict', `Image ${id} was published to this pool: its file goes with the image only.`);
      }
      const artefact = (await store.artefactsOf(id)).find((each) => each.poolId === poolId);
      if (!artefact) throw new IngotError('not-found', `There is no file of image ${id} in image pool ${poolId}.`);
      if (artefact.state.status === 'writing') {
        throw new IngotError(
          'conflict',
          `The file is being written: cancel publication ${artefact.state.publication}.`,
        );
      }
      await deleteArtefact(context, artefact);
    },
  };
}

/** @throws `conflict` with what keeps it. */
async function requireDeletable(tx: PublishingTransaction, { id, state }: DesktopImage): Promise<void> {
  if (state.status === 'publishing') {
    throw new IngotError('conflict', `Image ${id} is being published: cancel publication ${state.publication} first.`);
  }
  const children = await tx.childrenOf(id, NAMED + 1);
  if (children.length > 0) {
    const named = children.slice(0, NAMED).join(', ');
    const more = children.length > NAMED ? ' and more' : '';
    throw new IngotError('conflict', `Image ${id} has children, which need it: ${named}${more}. Delete those first.`);
  }
  for (const artefact of await tx.artefactsOf(id)) {
    if (artefact.state.status !== 'writing') continue;
    throw new IngotError(
      'conflict',
      `A file of image ${id} is being written: cancel publication ${artefact.state.publication}.`,
    );
  }
}

async function visible(found: Promise<Image>): Promise<Image | null> {
  try {
    return await found;
  } catch (error) {
    if (hasCode(error, 'not-found')) return null;
    throw error;
  }
}
