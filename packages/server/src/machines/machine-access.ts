import type { Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import type { MachineId, MachineSnapshotId } from '../kernel/ids.ts';
import { requireMember, requireSeen } from '../kernel/project-owned.ts';
import type { MachineSnapshot } from './machine-snapshot.ts';
import type { MachineStore, MachineTransaction } from './machine-store.ts';
import type { Machine } from './machine.ts';

/** Machines and their snapshots belong to a project (`kernel/project-owned.ts`); who may change one sits at its screen. */

/** What finding takes; the store has it, and so has a transaction. */
type Finder = Pick<MachineStore | MachineTransaction, 'machineFind' | 'snapshotFind'>;

/** @throws `not-found`. */
export async function findMachine(finder: Finder, caller: Caller, id: MachineId): Promise<Machine> {
  return requireSeen(caller, await finder.machineFind(id), () => machineNotFound(id));
}

/** @throws `not-found`, or `forbidden` to those who may only see it. */
export async function findChangeableMachine(finder: Finder, caller: Caller, id: MachineId): Promise<Machine> {
  const machine = await findMachine(finder, caller, id);
  requireMember(caller, machine.ownerId);
  return machine;
}

/** @throws `not-found`. */
export async function findSnapshot(finder: Finder, caller: Caller, id: MachineSnapshotId): Promise<MachineSnapshot> {
  return requireSeen(caller, await finder.snapshotFind(id), () => snapshotNotFound(id));
}

export function machineNotFound(id: string): IngotError {
  return new IngotError('not-found', `Machine ${id} could not be found.`);
}

export function snapshotNotFound(id: string): IngotError {
  return new IngotError('not-found', `Machine snapshot ${id} could not be found.`);
}
