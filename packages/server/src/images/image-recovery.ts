import { inspectImage, type ByteSource } from '@ingot/disk';
import type { Image, ImageDiskFormat } from './image.ts';
import type { ImageStore } from './image-store.ts';
import { negated, usageOf } from './image-usage.ts';

/**
 * Puts an image back as it was, by what was kept beside its content: one that the database does not know, or knows as it
 * was before. Quotas are not asked: the bytes are there.
 */
export function recoverImage(store: ImageStore, image: Image): Promise<'recovered' | 'updated' | 'known'> {
  const isGone = image.state.status === 'deleted';
  return store.transaction(async (tx) => {
    if (await tx.imageInsert(image)) {
      if (!isGone) await tx.usageAdd(image.ownerId, usageOf(image), null);
      return 'recovered';
    }
    const known = await tx.imageFind(image.id);
    // While bytes come in nobody but their writer says what becomes of it; and what is newer is right.
    const isSettled = known && ['active', 'deactivated', 'deleted', 'queued'].includes(known.state.status);
    if (!isSettled || known.updatedAt >= image.updatedAt) return 'known';
    if (known.state.status !== 'deleted') await tx.usageAdd(known.ownerId, negated(usageOf(known)), null);
    if (!isGone) await tx.usageAdd(image.ownerId, usageOf(image), null);
    await tx.imageWrite(image, known);
    return 'updated';
  });
}

/** What a disk can be told to be from its bytes alone; `raw` is what is nothing else. */
const TELLING: readonly ImageDiskFormat[] = ['qcow2', 'vmdk', 'vhdx', 'vhd', 'vdi', 'ploop', 'iso', 'raw'];

/** What content is of which nobody knows any more: null when it is no disk, or one that may not be kept. */
export async function inspectUnknown(
  content: ByteSource,
): Promise<{ readonly diskFormat: ImageDiskFormat; readonly virtualSize: number } | null> {
  for (const diskFormat of TELLING) {
    const verdict = await inspectImage(content, diskFormat);
    if (verdict.ok) return { diskFormat, virtualSize: verdict.inspection.virtualSize };
  }
  return null;
}
