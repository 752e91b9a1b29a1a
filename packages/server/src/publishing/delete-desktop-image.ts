import type { ImageId } from '../kernel/ids.ts';
import { artefactName } from './pools/artefact-name.ts';
import type { Artefact } from './desktop-image.ts';
import type { PublishingContext } from './publishing-context.ts';

/** Removes the file of a desktop image in a pool, and then its record. */
export async function deleteArtefact(
  { store, openPool }: Pick<PublishingContext, 'store' | 'openPool'>,
  artefact: Artefact,
): Promise<void> {
  const { imageId, poolId } = artefact;
  const pool = await store.poolFind(poolId);
  if (pool) await openPool(poolId, pool.place).remove(artefactName(artefact));
  await store.transaction((tx) => tx.artefactDelete(imageId, poolId));
}

/**
 * Removes the files of a desktop image that is being deleted, and then its record. Where the image itself is still there, the
 * deletion was interrupted before anything had gone, and is taken back.
 */
export async function deleteFiles(context: PublishingContext, id: ImageId): Promise<void> {
  const { store, clock } = context;
  const image = await store.desktopImageFind(id);
  if (image?.state.status !== 'deleting') return;
  const state = (await context.imageFind(id))?.state;
  if (state && state.status !== 'deleted') {
    await store.transaction(async (tx) => {
      const found = await tx.desktopImageFind(id);
      if (found?.state.status === 'deleting') {
        await tx.desktopImageWrite({ ...found, state: { status: 'active' }, updatedAt: clock.now() });
      }
    });
    return;
  }
  for (const artefact of await store.artefactsOf(id)) await deleteArtefact(context, artefact);
  await store.transaction((tx) => tx.desktopImageDelete(id));
}
