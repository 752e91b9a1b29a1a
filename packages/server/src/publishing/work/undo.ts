import { hasCode } from '../../kernel/errors.ts';
import type { PublicationId } from '../../kernel/ids.ts';
import type { Publication } from '../publication.ts';
import type { PublishingContext } from '../publishing-context.ts';
import { artefactName } from '../pools/artefact-name.ts';
import { onBehalfOf } from './on-behalf-of.ts';

/**
 * Says that a publication is taken back. @returns false when it is over, or the image is active: then it goes forward only.
 */
export function beginUndo(
  { store, clock }: PublishingContext,
  id: PublicationId,
  why: { readonly cancelled: boolean; readonly failure: string },
): Promise<boolean> {
  return store.transaction(async (tx) => {
    const publication = await tx.publicationFind(id);
    if (publication?.state.status !== 'running') return false;
    await tx.publicationWrite({ ...publication, state: { status: 'undoing', ...why }, updatedAt: clock.now() });
    return true;
  });
}

/**
 * Takes back what a publication has done: the machine first, which somebody waits for, and the file last, whose pool may be
 * out of reach. May be repeated after an interruption anywhere; does nothing for one that is not being undone.
 */
export async function undo(context: PublishingContext, id: PublicationId): Promise<void> {
  const { store, clock, machines, openPool, nudgeCollector } = context;
  const publication = await store.publicationFind(id);
  if (publication?.state.status !== 'undoing') return;
  const { source, imageId, poolId, state } = publication;
  if ('machineId' in source) {
    await machines.end(source.machineId, id);
    await dropDesktopImage(context, publication);
    await dropImage(context, publication);
  } else if (source.kind === 'import') await dropDesktopImage(context, publication);
  const artefact = (await store.artefactsOf(imageId)).find((each) => each.poolId === poolId);
  if (artefact?.state.status === 'writing' && artefact.state.publication === id) {
    const pool = await store.poolFind(poolId);
    if (pool) await openPool(poolId, pool.place).remove(artefactName(artefact));
  }
  await store.transaction(async (tx) => {
    const current = await tx.publicationFind(id);
    if (current?.state.status !== 'undoing') return;
    const own = (await tx.artefactsOf(imageId)).find((each) => each.poolId === poolId);
    if (own?.state.status === 'writing' && own.state.publication === id) await tx.artefactDelete(imageId, poolId);
    const finishedAt = clock.now();
    const ended = state.cancelled
      ? ({ status: 'cancelled', finishedAt } as const)
      : ({ status: 'failed', finishedAt, failure: state.failure } as const);
    await tx.publicationWrite({ ...current, state: ended, updatedAt: finishedAt });
  });
  nudgeCollector();
}

/** The record of the desktop image, which would keep the image from being deleted. */
function dropDesktopImage({ store }: PublishingContext, { id, imageId }: Publication): Promise<void> {
  return store.transaction(async (tx) => {
    const found = await tx.desktopImageFind(imageId);
    if (found?.state.status === 'publishing' && found.state.publication === id) await tx.desktopImageDelete(imageId);
  });
}

/** The image that was registered for the publication. */
async function dropImage({ images }: PublishingContext, publication: Publication): Promise<void> {
  const caller = onBehalfOf(publication);
  try {
    // Somebody may have protected it meanwhile.
    await images.imageUpdate(caller, publication.imageId, () => ({ protected: false }));
    await images.imageDelete(caller, publication.imageId);
  } catch (error) {
    if (!hasCode(error, 'not-found') && !hasCode(error, 'gone')) throw error;
  }
}
