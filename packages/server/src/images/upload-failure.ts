import { IngotError } from '../kernel/errors.ts';
import type { Image } from './image.ts';
import type { ImageContext } from './image-context.ts';
import type { ImageTransaction } from './image-store.ts';
import { uploadEnd, uploadHeld, type UploadClaim } from './image-uploads.ts';

/**
 * Ends a claim whose bytes did not become content: the image is queued again with the reason, and the quota that was
 * set aside is free. When the claim is lost already, what became of the image is the better answer.
 *
 * @returns the error to throw.
 */
export async function failUpload(context: ImageContext, claim: UploadClaim, error: unknown): Promise<unknown> {
  const { store, clock, log, nudgeCollector } = context;
  const failure = publicReason(error);
  log.warn({ image: claim.imageId, err: error }, 'data did not get into an image');
  try {
    await store.transaction(async (tx) => {
      await uploadHeld(tx, claim);
      await requeue(tx, claim, failure, clock.now());
    });
    return error;
  } catch (lost) {
    if (lost instanceof IngotError) return lost;
    // The claim stays until its lease is over, and is then cleared away.
    log.error({ image: claim.imageId, err: lost }, 'a failed upload was not written down');
    return error;
  } finally {
    nudgeCollector();
  }
}

/** Back to queued, from whatever waited for bytes. */
export async function requeue(
  tx: ImageTransaction,
  { imageId }: Pick<UploadClaim, 'imageId'>,
  failure: string,
  now: number,
): Promise<void> {
  const image = await tx.imageFind(imageId);
  await uploadEnd(tx, imageId);
  if (image && isFilling(image)) {
    await tx.imageWrite({ ...image, state: { status: 'queued', failure }, updatedAt: now }, image);
  }
}

function isFilling({ state }: Image): boolean {
  return state.status === 'saving' || (state.status === 'uploading' && state.staged === null);
}

export function publicReason(error: unknown): string {
  return error instanceof IngotError ? error.message : 'An internal error occurred; the log of the service has it.';
}
