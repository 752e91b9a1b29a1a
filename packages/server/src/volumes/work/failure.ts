import type { Job } from '../../jobs/index.ts';
import { IngotError } from '../../kernel/errors.ts';
import type { JobId, SnapshotId, VolumeId } from '../../kernel/ids.ts';
import type { Volume, VolumeState } from '../volume.ts';
import type { VolumeContext } from '../volume-context.ts';
import { taskOf } from '../volume-job.ts';
import { negated } from '../volume-quota.ts';

/**
 * What a volume is when the state that it is in has not led where it should; null in a state that leads nowhere by
 * itself. Reading a volume changes nothing about it, and what was only promised to a machine is taken back.
 */
function failedState(state: VolumeState, failure: string): VolumeState | null {
  switch (state.status) {
    case 'creating':
    case 'downloading':
      return { status: 'error', failure };
    case 'extending':
      return { status: 'error_extending', failure };
    case 'deleting':
      return { status: 'error_deleting', failure };
    case 'uploading':
    case 'attaching':
      return { status: 'available' };
    case 'detaching':
      return { status: 'in-use', attachment: state.attachment };
    case 'available':
    case 'in-use':
    case 'maintenance':
    case 'error':
    case 'error_extending':
    case 'error_deleting':
      return null;
  }
}

/** Ends the work of a job that did not succeed, if something still waits for it. */
export async function failTask(
  context: VolumeContext,
  job: Pick<Job, 'id' | 'payload'>,
  failure: string,
): Promise<void> {
  const task = taskOf(job);
  if (task.work === 'snapshot') return failSnapshot(context, task.snapshotId, job.id, failure);
  // First, so that it is done again after an interruption: the volume does not wait any more afterwards.
  if (task.work === 'upload') await context.images.fail(task.imageId, job.id, failure);
  await failVolume(context, task.volumeId, (state) => 'task' in state && state.task === job.id, failure);
}

/** Ends what a volume is going through, if it still is. */
export async function failVolume(
  { store, clock }: VolumeContext,
  id: VolumeId,
  isStill: (state: VolumeState) => boolean,
  failure: string,
): Promise<void> {
  await store.transaction(async (tx) => {
    const volume = await tx.volumeFind(id);
    if (!volume || !isStill(volume.state)) return;
    const state = failedState(volume.state, failure);
    if (!state) return;
    await tx.volumeWrite({ ...volume, state, updatedAt: clock.now() }, volume);
    const promised = gibPromised(volume);
    if (promised > 0) await tx.usageAdd(volume.ownerId, negated({ gigabytes: promised }), null);
  });
}

/** Ends the making of a snapshot, if it still waits for the job. */
export async function failSnapshot(
  { store, clock }: VolumeContext,
  id: SnapshotId,
  task: JobId,
  failure: string,
): Promise<void> {
  await store.transaction(async (tx) => {
    const snapshot = await tx.snapshotFind(id);
    if (snapshot?.state.status !== 'creating' || snapshot.state.task !== task) return;
    await tx.snapshotWrite({ ...snapshot, state: { status: 'error', failure }, updatedAt: clock.now() }, snapshot);
  });
}

/** GiB that were counted before the disk had them. */
function gibPromised({ state, sizeGib }: Volume): number {
  return state.status === 'extending' ? state.toGib - sizeGib : 0;
}

export function publicReason(error: unknown): string {
  return error instanceof IngotError ? error.message : 'An internal error occurred; the log of the service has it.';
}
