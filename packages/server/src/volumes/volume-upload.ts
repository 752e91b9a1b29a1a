import type { Job } from '../jobs/index.ts';
import { hasCode, IngotError } from '../kernel/errors.ts';
import { newJobId, type ImageId } from '../kernel/ids.ts';
import type { Caller } from '../kernel/caller.ts';
import { imageOfDisk } from './image-of-disk.ts';
import { findChangeableVolume } from './volume-access.ts';
import { requireVolumeCan } from './volume-actions.ts';
import type { VolumeContext } from './volume-context.ts';
import { taskOf, volumeJob, type VolumeTask } from './volume-job.ts';
import type { Volume } from './volume.ts';
import type { Volumes } from './volumes.ts';

type Uploads = Pick<Volumes, 'volumeUploadToImage' | 'uploadCancel' | 'uploadRetry'>;

/** Images of volumes: the image is there at once and becomes active when the volume has been read. */
export function uploadOperations(context: VolumeContext): Uploads {
  const { store, images, clock, settings, wakeJobs } = context;

  const volumeUploadToImage: Volumes['volumeUploadToImage'] = async (caller, id, wanted) => {
    const volume = await findChangeableVolume(store, caller, id);
    requireVolumeCan('upload-to-image', volume);
    const task = newJobId();
    const image = await images.reserve(caller, imageOfDisk(wanted, volume), task);
    try {
      const uploading = await store.transaction(async (tx) => {
        const current = await findChangeableVolume(tx, caller, id);
        requireVolumeCan('upload-to-image', current);
        const now = clock.now();
        const work = { task, deadline: now + settings.workDeadline };
        const locked: Volume = {
          ...current,
          state: { status: 'uploading', imageId: image.id, ...work },
          updatedAt: now,
        };
        await tx.volumeWrite(locked, current);
        const where = { host: current.host, project: current.ownerId, user: caller.userId, now };
        await tx.jobEnqueue(volumeJob(task, { work: 'upload', volumeId: id, imageId: image.id, wanted }, where));
        return locked;
      });
      wakeJobs();
      return { volume: uploading, image };
    } catch (error) {
      await images.withdraw(caller, image.id);
      throw error;
    }
  };

  return {
    volumeUploadToImage,

    uploadCancel: async (caller, job) => {
      const { volumeId, imageId } = uploadOf(job);
      const { state } = await findChangeableVolume(store, caller, volumeId);
      if (state.status !== 'uploading' || state.task !== job.id) {
        throw new IngotError(
          'conflict',
          `Volume ${volumeId} is ${state.status}: the image was made, or came to nothing.`,
        );
      }
      // Whoever reads the volume sees that nobody waits for it.
      await withdraw(context, caller, imageId);
    },

    uploadRetry: async (caller, job) => {
      const { volumeId, wanted } = uploadOf(job);
      if (!wanted) {
        throw new IngotError('conflict', 'What was said of the image was not kept: make it of the disk again.');
      }
      const { id: _taken, ...again } = wanted;
      return volumeUploadToImage(caller, volumeId, again);
    },
  };
}

function uploadOf(job: Pick<Job, 'payload'>): Extract<VolumeTask, { work: 'upload' }> {
  const task = taskOf(job);
  if (task.work !== 'upload') throw new Error(`a job of the kind ${task.work} makes no image`);
  return task;
}

/** It may have gone, or be out of the caller's reach, meanwhile. */
async function withdraw({ images }: VolumeContext, caller: Caller, id: ImageId): Promise<void> {
  try {
    await images.withdraw(caller, id);
  } catch (error) {
    if (!hasCode(error, 'not-found')) throw error;
  }
}
