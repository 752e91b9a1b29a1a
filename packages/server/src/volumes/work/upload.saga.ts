import type { JobRun } from '../../jobs/index.ts';
import type { ImageId, JobId, VolumeId } from '../../kernel/ids.ts';
import type { VolumeContext } from '../volume-context.ts';
import { awaitingVolume } from './waiting.ts';

/**
 * Reads what a volume holds, lets the image be that, and unlocks the volume. The volume is locked all the while, so that
 * it is the same tree when it is read again after an interruption.
 */
export async function uploadDisk(
  { store, disks, images, clock }: VolumeContext,
  { volumeId, imageId }: { readonly volumeId: VolumeId; readonly imageId: ImageId },
  task: JobId,
  run: JobRun,
): Promise<void> {
  await awaitingVolume(store, volumeId, task, ['uploading']);
  const captured = await disks.capture(volumeId, run.signal, (done) => run.progress(`${done} bytes were read.`));
  try {
    await images.fill(imageId, task, captured);
  } finally {
    await captured.release();
  }
  await store.transaction(async (tx) => {
    const current = await awaitingVolume(tx, volumeId, task, ['uploading']);
    await tx.volumeWrite({ ...current, state: { status: 'available' }, updatedAt: clock.now() }, current);
  });
}
