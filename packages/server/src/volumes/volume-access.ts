import type { Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import type { SnapshotId, VolumeId } from '../kernel/ids.ts';
import { requireMember, requireSeen } from '../kernel/project-owned.ts';
import type { Snapshot } from './snapshot.ts';
import type { VolumeStore, VolumeTransaction } from './volume-store.ts';
import type { Volume } from './volume.ts';

/** Volumes and snapshots belong to a project (`kernel/project-owned.ts`). */

/** What finding takes; the store has it, and so has a transaction. */
type Finder = Pick<VolumeStore | VolumeTransaction, 'volumeFind' | 'snapshotFind'>;

/** @throws `not-found`. */
export async function findVolume(finder: Finder, caller: Caller, id: VolumeId): Promise<Volume> {
  return requireSeen(caller, await finder.volumeFind(id), () => volumeNotFound(id));
}

/** @throws `not-found`, or `forbidden` to those who may only see it. */
export async function findChangeableVolume(finder: Finder, caller: Caller, id: VolumeId): Promise<Volume> {
  const volume = await findVolume(finder, caller, id);
  requireMember(caller, volume.ownerId);
  return volume;
}

/** @throws `not-found`. */
export async function findSnapshot(finder: Finder, caller: Caller, id: SnapshotId): Promise<Snapshot> {
  return requireSeen(caller, await finder.snapshotFind(id), () => snapshotNotFound(id));
}

/** @throws `not-found`, or `forbidden` to those who may only see it. */
export async function findChangeableSnapshot(finder: Finder, caller: Caller, id: SnapshotId): Promise<Snapshot> {
  const snapshot = await findSnapshot(finder, caller, id);
  requireMember(caller, snapshot.ownerId);
  return snapshot;
}

export function volumeNotFound(id: string): IngotError {
  return new IngotError('not-found', `Volume ${id} could not be found.`);
}

export function snapshotNotFound(id: string): IngotError {
  return new IngotError('not-found', `Snapshot ${id} could not be found.`);
}
