import { IngotError } from '../kernel/errors.ts';
import { newMachineSnapshotId } from '../kernel/ids.ts';
import { requireMember } from '../kernel/project-owned.ts';
import { beginWork } from './begin-work.ts';
import { findChangeableMachine, findMachine, findSnapshot, snapshotNotFound } from './machine-access.ts';
import { requireMachineCan, requireMachineSnapshotCan } from './machine-actions.ts';
import { checkText } from './machine-attributes.ts';
import type { MachineContext } from './machine-context.ts';
import type { MachineSnapshot } from './machine-snapshot.ts';
import type { MachineRest } from './machine.ts';
import type { Machines } from './machines.ts';

type Snapshots = Pick<
  Machines,
  | 'machineSnapshotCreate'
  | 'machineSnapshotGet'
  | 'machineSnapshotList'
  | 'machineSnapshotRestore'
  | 'machineSnapshotDelete'
>;

/** Keeping what all disks of a machine hold at one instant, and going back to it. */
export function snapshotOperations(context: MachineContext): Snapshots {
  const { store, disks, clock, wakeJobs } = context;
  return {
    machineSnapshotCreate: async (caller, { machineId, name, description = null }) => {
      checkText('name', name, 1);
      if (description !== null) checkText('description', description, 0);
      const id = newMachineSnapshotId();
      const created = await store.transaction(async (tx) => {
        const machine = await findChangeableMachine(tx, caller, machineId);
        requireMachineCan('snapshot', machine);
        const resume = machine.state as MachineRest;
        const { state } = await beginWork(context, tx, { machine, asker: caller.userId }, (work) => ({
          status: 'snapshotting',
          snapshotId: id,
          resume,
          ...work,
        }));
        if (!('task' in state)) throw new Error('a snapshot is made by a job');
        const snapshot: MachineSnapshot = {
          id,
          machineId,
          // It goes with its machine, also when an administrator takes it.
          ownerId: machine.ownerId,
          userId: caller.userId,
          name,
          description,
          createdAt: clock.now(),
          state: { status: 'creating', task: state.task },
        };
        await tx.snapshotInsert(snapshot);
        return snapshot;
      });
      wakeJobs();
      return created;
    },

    machineSnapshotGet: (caller, id) => findSnapshot(store, caller, id),

    machineSnapshotList: async (caller, query) => {
      await findMachine(store, caller, query.machineId);
      if (query.marker !== undefined) {
        const marker = await findSnapshot(store, caller, query.marker);
        if (marker.machineId !== query.machineId) throw snapshotNotFound(query.marker);
      }
      return store.snapshotList(query);
    },

    machineSnapshotRestore: async (caller, id) => {
      const { machineId } = await findSnapshot(store, caller, id);
      const begun = await store.transaction(async (tx) => {
        const machine = await findChangeableMachine(tx, caller, machineId);
        requireMachineCan('restore', machine);
        requireMachineSnapshotCan('restore', await findSnapshot(tx, caller, id));
        const asked = { machine, asker: caller.userId };
        return beginWork(context, tx, asked, (work) => ({ status: 'restoring', snapshotId: id, ...work }));
      });
      wakeJobs();
      return begun;
    },

    machineSnapshotDelete: async (caller, id) => {
      const { machineId } = await findSnapshot(store, caller, id);
      const deleted = await store.transaction(async (tx) => {
        // First the machine, whose job may be using it.
        const machine = await tx.machineFind(machineId);
        const snapshot = await findSnapshot(tx, caller, id);
        requireMember(caller, snapshot.ownerId);
        requireMachineSnapshotCan('delete', snapshot);
        if (machine?.state.status === 'restoring' && machine.state.snapshotId === id) {
          throw new IngotError('conflict', `Machine ${machineId} is being restored from snapshot ${id}.`);
        }
        await tx.snapshotDelete(id);
        return snapshot;
      });
      if (deleted.state.status !== 'available') return;
      for (const { snapshotId } of deleted.state.disks) await disks.snapshotRemove(snapshotId);
    },
  };
}
