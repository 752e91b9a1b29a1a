import { isAdmin, isMemberOf, isReaderOf, type Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import type { MachineId, MachineSnapshotId, ProjectId } from '../kernel/ids.ts';
import type { MachineSnapshot } from './machine-snapshot.ts';
import type { MachineStore, MachineTransaction } from './machine-store.ts';
import type { Machine } from './machine.ts';

/**
 * Who may do what: machines and their snapshots belong to a project. Its readers see them, its members change them and sit
 * at their screens, and administrators do both everywhere; to everybody else they do not exist.
 */

/** What finding takes; the store has it, and so has a transaction. */
type Finder = Pick<MachineStore | MachineTransaction, 'machineFind' | 'snapshotFind'>;

/** @throws `not-found`. */
export async function findMachine(finder: Finder, caller: Caller, id: MachineId): Promise<Machine> {
  const machine = await finder.machineFind(id);
  if (!machine || !maySee(caller, machine.ownerId)) throw machineNotFound(id);
  return machine;
}

/** @throws `not-found`, or `forbidden` to those who may only see it. */
export async function findChangeableMachine(finder: Finder, caller: Caller, id: MachineId): Promise<Machine> {
  const machine = await findMachine(finder, caller, id);
  checkMember(caller, machine.ownerId);
  return machine;
}

/** @throws `not-found`. */
export async function findSnapshot(finder: Finder, caller: Caller, id: MachineSnapshotId): Promise<MachineSnapshot> {
  const snapshot = await finder.snapshotFind(id);
  if (!snapshot || !maySee(caller, snapshot.ownerId)) throw snapshotNotFound(id);
  return snapshot;
}

/** The project that something new belongs to. @throws `forbidden`. */
export function projectToFill(caller: Caller): ProjectId {
  if (caller.projectId === null) {
    throw new IngotError('forbidden', 'Machines belong to a project: ask for a token of one.');
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
    throw new IngotError('forbidden', 'Machines are listed by those who have the role reader in a project.');
  }
  return caller.projectId;
}

/** Whether things of a project may be seen. */
export function maySee(caller: Caller, owner: ProjectId): boolean {
  return isAdmin(caller) || isReaderOf(caller, owner);
}

/** @throws `forbidden`. */
export function checkMember(caller: Caller, owner: ProjectId): void {
  if (isAdmin(caller) || isMemberOf(caller, owner)) return;
  throw new IngotError('forbidden', `This takes the role member in project ${owner}.`);
}

export function machineNotFound(id: string): IngotError {
  return new IngotError('not-found', `Machine ${id} could not be found.`);
}

export function snapshotNotFound(id: string): IngotError {
  return new IngotError('not-found', `Machine snapshot ${id} could not be found.`);
}
