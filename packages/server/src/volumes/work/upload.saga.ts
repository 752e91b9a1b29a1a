import { JobCancelled, type JobRun } from '../../jobs/index.ts';
import type { ImageId, JobId, VolumeId } from '../../kernel/ids.ts';
import type { VolumeContext } from '../volume-context.ts';
import { awaitingVolume } from './waiting.ts';

/** Between two looks at whether the image is still wanted, in milliseconds. */
const LOOK_EVERY = 500;

/**
 * Reads what a volume holds, lets the image be that, and unlocks the volume. The volume is locked all the while, so that
 * it is the same tree when it is read again after an interruption.
 *
 * @throws JobCancelled when the image has been deleted meanwhile.
 */
export async function uploadDisk(
  context: VolumeContext,
  { volumeId, imageId }: { readonly volumeId: VolumeId; readonly imageId: ImageId },
  task: JobId,
  run: JobRun,
): Promise<void> {
  const { store, disks, images, clock } = context;
  await awaitingVolume(store, volumeId, task, ['uploading']);
  const watch = watchWanted(context, imageId, task);
  try {
    const signal = AbortSignal.any([run.signal, watch.signal]);
    signal.throwIfAborted();
    const progress = (done: number): void => run.progress(`${done} bytes were read.`, { done, total: null });
    const captured = await disks.capture(volumeId, signal, progress);
    try {
      await images.fill(imageId, task, captured);
    } finally {
      await captured.release();
    }
  } catch (error) {
    // What fails after it fails because of it.
    throw watch.signal.aborted ? watch.signal.reason : error;
  } finally {
    watch.stop();
  }
  await store.transaction(async (tx) => {
    const current = await awaitingVolume(tx, volumeId, task, ['uploading']);
    await tx.volumeWrite({ ...current, state: { status: 'available' }, updatedAt: clock.now() }, current);
  });
}

function watchWanted(
  { images, log }: VolumeContext,
  id: ImageId,
  task: JobId,
): { readonly signal: AbortSignal; stop(): void } {
  const unwanted = new AbortController();
  const look = async (): Promise<void> => {
    if (!(await images.waits(id, task))) unwanted.abort(new JobCancelled('The image was deleted meanwhile.'));
  };
  const timer = setInterval(() => {
    look().catch((error: unknown) => log.warn({ image: id, err: error }, 'it is not known whether an image is wanted'));
  }, LOOK_EVERY);
  return { signal: unwanted.signal, stop: () => clearInterval(timer) };
}
