import type { Job, NewJob } from '../jobs/index.ts';
import type { ImageId, JobId, ProjectId, SnapshotId, VolumeId } from '../kernel/ids.ts';

/** Work on a disk, which the process does that has the disk. */
export type VolumeTask =
  | { readonly work: 'create' | 'extend' | 'delete'; readonly volumeId: VolumeId }
  | { readonly work: 'upload'; readonly volumeId: VolumeId; readonly imageId: ImageId }
  | { readonly work: 'snapshot'; readonly volumeId: VolumeId; readonly snapshotId: SnapshotId };

/** Jobs of one host are of one kind, so that no other host takes them. */
export function volumeJobKind(host: string): string {
  return `volume-work ${host}`;
}

export function volumeJob(
  id: JobId,
  task: VolumeTask,
  where: { readonly host: string; readonly project: ProjectId; readonly now: number },
): NewJob {
  const subject = task.work === 'snapshot' ? task.snapshotId : task.volumeId;
  return { id, kind: volumeJobKind(where.host), subject, lane: where.project, payload: task, at: where.now };
}

/** What `volumeJob` made; nobody else enqueues jobs of these kinds. */
export function taskOf(job: Pick<Job, 'payload'>): VolumeTask {
  return job.payload as VolumeTask;
}
