import { isAdmin, isMemberOf, isReaderOf, type Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import type { ProjectId, SnapshotId, VolumeId } from '../kernel/ids.ts';
import type { Snapshot } from './snapshot.ts';
import type { VolumeStore, VolumeTransaction } from './volume-store.ts';
import type { Volume } from './volume.ts';

/**
 * Who may do what: volumes and snapshots belong to a project. Its readers see them, its members change them, and
 * administrators do both everywhere; to everybody else they do not exist.
 */

/** What finding takes; the store has it, and so has a transaction. */
type Finder = Pick<VolumeStore | VolumeTransaction, 'volumeFind' | 'snapshotFind'>;

/** @throws `not-found`. */
export async function findVolume(finder: Finder, caller: Caller, id: VolumeId): Promise<Volume> {
  const volume = await finder.volumeFind(id);
  if (!volume || !maySee(caller, volume.ownerId)) throw volumeNotFound(id);
  return volume;
}

/** @throws `not-found`, or `forbidden` to those who may only see it. */
export async function findChangeableVolume(finder: Finder, caller: Caller, id: VolumeId): Promise<Volume> {
  const volume = await findVolume(finder, caller, id);
  checkMember(caller, volume.ownerId);
  return volume;
}

/** @throws `not-found`. */
export async function findSnapshot(finder: Finder, caller: Caller, id: SnapshotId): Promise<Snapshot> {
  const snapshot = await finder.snapshotFind(id);
  if (!snapshot || !maySee(caller, snapshot.ownerId)) throw snapshotNotFound(id);
  return snapshot;
}

/** @throws `not-found`, or `forbidden` to those who may only see it. */
export async function findChangeableSnapshot(finder: Finder, caller: Caller, id: SnapshotId): Promise<Snapshot> {
  const snapshot = await findSnapshot(finder, caller, id);
  checkMember(caller, snapshot.ownerId);
  return snapshot;
}

/** The project that something new belongs to. @throws `forbidden`. */
export function projectToFill(caller: Caller): ProjectId {
  if (caller.projectId === null) {
    throw new IngotError('forbidden', 'Volumes and snapshots belong to a project: ask for a token of one.');
  }
  checkMember(caller, caller.projectId);
  return caller.projectId;
}

/** Whose things a list shows; null: everybody's. @throws `forbidden`. */
export function listedOwner(
  caller: Caller,
  query: { readonly allProjects?: boolean; readonly owner?: ProjectId },
): ProjectId | null {
  if (query.allProjects && isAdmin(caller)) return query.owner ?? null;
  if (!isReaderOf(caller, caller.projectId)) {
    throw new IngotError(
      'forbidden',
      'Volumes and snapshots are listed by those who have the role reader in a project.',
    );
  }
  return caller.projectId;
}

/** @throws `forbidden`. */
export function checkAdmin(caller: Caller): void {
  if (!isAdmin(caller)) throw new IngotError('forbidden', 'Only administrators may do this.');
}

/** Whether things of a project may be seen. */
export function maySee(caller: Caller, owner: ProjectId): boolean {
  return isAdmin(caller) || isReaderOf(caller, owner);
}

function checkMember(caller: Caller, owner: ProjectId): void {
  if (isAdmin(caller) || isMemberOf(caller, owner)) return;
  throw new IngotError('forbidden', `This takes the role member in project ${owner}.`);
}

export function volumeNotFound(id: string): IngotError {
  return new IngotError('not-found', `Volume ${id} could not be found.`);
}

export function snapshotNotFound(id: string): IngotError {
  return new IngotError('not-found', `Snapshot ${id} could not be found.`);
}
