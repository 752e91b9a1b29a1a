import { randomUUID } from 'node:crypto';
import type { Ingested } from '@ingot/chunk-store';
import { IngotError } from '../kernel/errors.ts';
import type { ImageId } from '../kernel/ids.ts';
import type { Image } from './image.ts';
import type { ImageContext } from './image-context.ts';
import type { ImageTransaction, ImageUpload } from './image-store.ts';
import { takeQuota } from './image-usage.ts';

/** Bytes that are set aside at a time while nobody knows how many will come. */
export const RESERVATION_STEP = 256 * 2 ** 20;

/**
 * Claims an image for one writer and sets quota aside before the first byte. The claim is the row: it is committed or
 * failed by its token, so whoever lost it can do neither.
 *
 * @throws `quota-exceeded`.
 */
export async function uploadBegin(
  { clock, processName, lease }: ImageContext,
  tx: ImageTransaction,
  image: Image,
  bytes: number,
  holder: Pick<ImageUpload, 'process' | 'leaseUntil'> = { process: processName, leaseUntil: clock.now() + lease },
): Promise<ImageUpload> {
  const upload: ImageUpload = {
    imageId: image.id,
    projectId: image.ownerId,
    token: randomUUID(),
    reservedBytes: bytes,
    ...holder,
  };
  await takeQuota(tx, upload.projectId, { reservedBytes: bytes, uploads: 1 });
  await tx.uploadInsert(upload);
  return upload;
}

/**
 * Sets more aside so that `total` bytes are covered.
 *
 * @param step where the end is not known: so much ahead at least, as far as the quota has it.
 * @returns the upload as it is now.
 * @throws `quota-exceeded`; `gone` or `conflict` when the claim is lost.
 */
export async function uploadGrow(
  { store }: ImageContext,
  claim: UploadClaim,
  total: number,
  step = 0,
): Promise<ImageUpload> {
  return store.transaction(async (tx) => {
    const { upload } = await uploadHeld(tx, claim);
    const needed = total - upload.reservedBytes;
    if (needed <= 0) return upload;
    const grow = async (bytes: number): Promise<ImageUpload> => {
      const grown = { ...upload, reservedBytes: upload.reservedBytes + bytes };
      await tx.uploadWrite(grown);
      return grown;
    };
    const limits = await tx.limitsFind(upload.projectId);
    for (let growth = step; growth > needed; growth = Math.floor(growth / 4)) {
      if (await tx.usageAdd(upload.projectId, { reservedBytes: growth }, limits)) return grow(growth);
    }
    await takeQuota(tx, upload.projectId, { reservedBytes: needed });
    return grow(needed);
  });
}

/** Ends a claim, whoever holds it, and gives back what was set aside. */
export async function uploadEnd(tx: ImageTransaction, id: ImageId): Promise<void> {
  const upload = await tx.uploadFind(id);
  if (!upload) return;
  await tx.uploadDelete(id);
  await tx.usageAdd(upload.projectId, { reservedBytes: -upload.reservedBytes, uploads: -1 }, null);
}

export type UploadClaim = Pick<ImageUpload, 'imageId' | 'token'>;

export interface HeldUpload {
  readonly image: Image;
  readonly upload: ImageUpload;
}

/** An image and its upload, as long as the claim holds. @throws `gone` when it was deleted, `conflict` when it lives on. */
export async function uploadHeld(tx: ImageTransaction, { imageId, token }: UploadClaim): Promise<HeldUpload> {
  const image = await tx.imageFind(imageId);
  const upload = await tx.uploadFind(imageId);
  if (image && upload?.token === token) return { image, upload };
  if (!image || image.state.status === 'deleted') throw deletedMeanwhile(imageId);
  throw new IngotError('conflict', `The upload to image ${imageId} was taken for dead and given up.`);
}

/**
 * To be asked in the transaction that refers to new content: a collection in another process may have taken this one for
 * dead, and the content for garbage.
 *
 * @throws `unavailable`.
 */
export async function requireSafe(tx: ImageTransaction, { lease }: Pick<Ingested, 'lease'>): Promise<void> {
  if (await tx.leaseHolds(lease)) return;
  throw new IngotError('unavailable', 'The transfer was taken for dead and given up; try again.');
}

export function deletedMeanwhile(id: ImageId): IngotError {
  return new IngotError('gone', `Image ${id} was deleted while its data came in.`);
}
