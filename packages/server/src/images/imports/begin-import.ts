import type { NewJob } from '../../jobs/index.ts';
import type { Caller } from '../../kernel/caller.ts';
import { newJobId } from '../../kernel/ids.ts';
import { stagedContentOf, type Image, type ImageContent } from '../image.ts';
import type { ImageContext } from '../image-context.ts';
import type { ImageTransaction } from '../image-store.ts';
import type { ImportMethod } from '../images.ts';
import { requestViewOf } from '../views/disk-views.ts';
import { withImporting } from './import-properties.ts';
import { IMPORT_JOB, type ImportPayload } from './import-task.ts';
import { isToBeConverted } from './target-format.ts';

/** An import that begins now: its job, and the image that waits for it. */
export function importOf(
  caller: Caller,
  image: Image,
  method: ImportMethod,
  now: number,
): { readonly job: NewJob & { readonly payload: ImportPayload }; readonly image: Image } {
  const payload: ImportPayload = {
    imageId: image.id,
    method,
    ownerId: image.ownerId,
    userId: caller.userId,
    requestId: caller.requestId,
  };
  const { id, ownerId: projectId } = image;
  const about = { action: 'import', topic: 'image', id, projectId, userId: caller.userId } as const;
  const job = { id: newJobId(), kind: IMPORT_JOB, subject: id, lane: projectId, about, payload, at: now };
  return {
    job,
    image: {
      ...image,
      properties: withImporting(image.properties),
      state: { status: 'importing', task: job.id, staged: stagedContentOf(image) },
      updatedAt: now,
    },
  };
}

/**
 * What becomes of an image whose bytes have come, in the transaction that says so: it is active; or, where the content is
 * to be converted first, it is imported from what is staged then. `wakeJobs` is to be called afterwards.
 */
export async function fillImage(
  context: ImageContext,
  tx: ImageTransaction,
  caller: Caller,
  image: Image,
  content: ImageContent,
): Promise<void> {
  const now = context.clock.now();
  if (isToBeConverted(image)) {
    const staged: Image = { ...image, state: { status: 'uploading', staged: content } };
    const begun = importOf(caller, staged, { name: 'glance-direct' }, now);
    await tx.usageAdd(image.ownerId, { stagedBytes: content.size }, null);
    await tx.jobEnqueue(begun.job);
    await tx.imageWrite(begun.image, image);
  } else {
    const active: Image = { ...image, state: { status: 'active', content }, updatedAt: now };
    await tx.usageAdd(image.ownerId, { bytes: content.size }, null);
    await tx.imageWrite(active, image);
    await requestViewOf(context, tx, active, { failed: 'leave', asker: caller.userId });
  }
}
