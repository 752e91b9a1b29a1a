import type { NewImage } from '../images/index.ts';
import type { Job, NewJob } from '../jobs/index.ts';
import type { ImageId, JobId, ProjectId, SnapshotId, UserId, VolumeId } from '../kernel/ids.ts';

/** Work on a disk, which the process does that has the disk. */
export type VolumeTask =
  | { readonly work: 'create' | 'extend' | 'delete'; readonly volumeId: VolumeId }
  | {
      readonly work: 'upload';
      readonly volumeId: VolumeId;
      readonly imageId: ImageId;
      /** What was said of the image, for another try; jobs of older versions do not have it. */
      readonly wanted?: NewImage;
    }
  | { readonly work: 'snapshot'; readonly volumeId: VolumeId; readonly snapshotId: SnapshotId };

/** Jobs of one host are of one kind, so that no other host takes them. */
export function volumeJobKind(host: string): string {
  return `volume-work ${host}`;
}

export interface VolumeJobPlace {
  readonly host: string;
  readonly project: ProjectId;
  /** Who asked for it; null where that is not known. */
  readonly user: UserId | null;
  readonly now: number;
}

export function volumeJob(
  id: JobId,
  task: VolumeTask,
  { host, project: projectId, user: userId, now }: VolumeJobPlace,
): NewJob {
  const [topic, subject] =
    task.work === 'snapshot' ? (['snapshot', task.snapshotId] as const) : (['volume', task.volumeId] as const);
  const about = { action: task.work, topic, id: subject, projectId, userId };
  return { id, kind: volumeJobKind(host), subject, lane: projectId, about, payload: task, at: now };
}

/** What `volumeJob` made; nobody else enqueues jobs of these kinds. */
export function taskOf(job: Pick<Job, 'payload'>): VolumeTask {
  return job.payload as VolumeTask;
}
