import { newJobId } from '../kernel/ids.ts';
import { imageOfDisk } from './image-of-disk.ts';
import { findChangeableVolume } from './volume-access.ts';
import { requireVolumeCan } from './volume-actions.ts';
import type { VolumeContext } from './volume-context.ts';
import { volumeJob } from './volume-job.ts';
import type { Volume } from './volume.ts';
import type { Volumes } from './volumes.ts';

/** Images of volumes: the image is there at once and becomes active when the volume has been read. */
export function uploadOperation(context: VolumeContext): Pick<Volumes, 'volumeUploadToImage'> {
  const { store, images, clock, settings, wakeJobs } = context;
  return {
    volumeUploadToImage: async (caller, id, wanted) => {
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
          await tx.jobEnqueue(volumeJob(task, { work: 'upload', volumeId: id, imageId: image.id }, where));
          return locked;
        });
        wakeJobs();
        return { volume: uploading, image };
      } catch (error) {
        await images.withdraw(caller, image.id);
        throw error;
      }
    },
  };
}
