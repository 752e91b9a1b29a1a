import type { JobId, SnapshotId, VolumeId } from '../../kernel/ids.ts';
import type { Snapshot, SnapshotState } from '../snapshot.ts';
import type { VolumeStore, VolumeTransaction } from '../volume-store.ts';
import type { Volume, VolumeState } from '../volume.ts';

type Finder = Pick<VolumeStore | VolumeTransaction, 'volumeFind' | 'snapshotFind'>;

/** The work is not wanted any more: what it was for is over, has failed at its deadline, or is gone. */
export class NotAwaited extends Error {}

/** A volume in a state that waits for this job. */
export interface AwaitingVolume<Status extends VolumeState['status']> extends Volume {
  readonly state: Extract<VolumeState, { status: Status; task: JobId }>;
}

/** @throws NotAwaited. */
export async function awaitingVolume<Status extends VolumeState['status']>(
  finder: Finder,
  id: VolumeId,
  task: JobId,
  statuses: readonly Status[],
): Promise<AwaitingVolume<Status>> {
  const volume = await finder.volumeFind(id);
  if (volume && isAwaiting(volume, task, statuses)) return volume;
  throw new NotAwaited(`volume ${id} does not wait for job ${task}`);
}

/** A snapshot that waits for this job. @throws NotAwaited. */
export async function awaitingSnapshot(
  finder: Finder,
  id: SnapshotId,
  task: JobId,
): Promise<Snapshot & { readonly state: Extract<SnapshotState, { status: 'creating' }> }> {
  const snapshot = await finder.snapshotFind(id);
  if (snapshot?.state.status === 'creating' && snapshot.state.task === task)
    return { ...snapshot, state: snapshot.state };
  throw new NotAwaited(`snapshot ${id} does not wait for job ${task}`);
}

function isAwaiting<Status extends VolumeState['status']>(
  volume: Volume,
  task: JobId,
  statuses: readonly Status[],
): volume is AwaitingVolume<Status> {
  const { state } = volume;
  return statuses.some((status) => status === state.status) && 'task' in state && state.task === task;
}
