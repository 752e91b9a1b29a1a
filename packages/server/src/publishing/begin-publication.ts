import { IngotError } from '../kernel/errors.ts';
import { newJobId, newPublicationId, type ImageId, type ProjectId, type UserId } from '../kernel/ids.ts';
import { findDesktopImage } from './access.ts';
import type { DesktopImage } from './desktop-image.ts';
import type { FileType } from './file-types.ts';
import type { PublishingTransaction } from './publishing-store.ts';
import type { PublishingContext } from './publishing-context.ts';
import { publicationJob } from './publication-job.ts';
import type { Publication } from './publication.ts';
import type { PublicationOrder } from './publication-order.ts';

/** A publication that has not begun: the image may have to be registered for its job first. */
export function newPublication(
  { clock }: Pick<PublishingContext, 'clock'>,
  wanted: Pick<Publication, 'source' | 'poolId' | 'ownerId' | 'checks'> & { readonly userId: UserId },
): Omit<Publication, 'imageId'> {
  const now = clock.now();
  return {
    id: newPublicationId(),
    task: newJobId(),
    ...wanted,
    warning: null,
    createdAt: now,
    updatedAt: now,
    state: { status: 'running', step: 'waiting', done: 0, total: null, cancelWanted: false },
  };
}

/** What a new desktop image is, but for what its publication says. */
export type DesktopImagePlan = Pick<
  DesktopImage,
  'imageType' | 'osType' | 'fileType' | 'configuration' | 'parentId' | 'sourceName'
>;

/**
 * Writes down a publication with the desktop image that it makes and the file that it writes, and the job that does both.
 *
 * @param plan null where the desktop image is there. @param asked with what, and whose process does it.
 * @throws `conflict` where the image is a desktop image already, or there is a file of it in the pool.
 */
export async function enqueuePublication(
  { store }: Pick<PublishingContext, 'store'>,
  publication: Publication,
  plan: DesktopImagePlan | null,
  asked: { readonly order: PublicationOrder; readonly host: string },
): Promise<void> {
  const { id, imageId, poolId, ownerId, createdAt } = publication;
  await store.transaction(async (tx) => {
    // It may have gone meanwhile.
    if (!(await tx.poolFind(poolId))) throw new IngotError('conflict', `Image pool ${poolId} was deleted meanwhile.`);
    if (plan) {
      await requireNone(tx, imageId);
      if (plan.parentId !== null) await parentFileType(tx, plan.parentId, ownerId);
      const state = { status: 'publishing', publication: id } as const;
      await tx.desktopImageInsert({ id: imageId, ownerId, poolId, ...plan, createdAt, updatedAt: createdAt, state });
    }
    const { fileType } = plan ?? (await findDesktopImage(tx, imageId));
    if ((await tx.artefactsOf(imageId)).some((artefact) => artefact.poolId === poolId)) {
      throw new IngotError('conflict', `A file of image ${imageId} is in image pool ${poolId} already.`);
    }
    const state = { status: 'writing', publication: id } as const;
    await tx.artefactInsert({ imageId, poolId, fileType, createdAt, state });
    await tx.publicationInsert(publication);
    await tx.jobEnqueue(publicationJob(publication, asked.order, asked.host));
  });
}

/**
 * The file type of a parent. @throws `invalid` for what is no active desktop image of the project.
 */
export async function parentFileType(
  finder: Pick<PublishingTransaction, 'desktopImageFind'>,
  id: ImageId,
  owner: ProjectId,
): Promise<FileType> {
  const parent = await finder.desktopImageFind(id);
  if (parent?.state.status === 'active' && parent.ownerId === owner) return parent.fileType;
  throw new IngotError('invalid', `The parent ${id} is no active desktop image of project ${owner}.`);
}

async function requireNone(tx: PublishingTransaction, id: ImageId): Promise<void> {
  if (await tx.desktopImageFind(id)) {
    throw new IngotError('conflict', `Image ${id} is a desktop image already; deploy it to have it in another pool.`);
  }
}
