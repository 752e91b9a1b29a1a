import type { JobRun } from '../../jobs/index.ts';
import type { JobId, UserId } from '../../kernel/ids.ts';
import type { MachineContext } from '../machine-context.ts';
import { giveBack } from '../machine-quota.ts';
import type { Machine } from '../machine.ts';

/** Snapshots that are forgotten in one go. */
const BATCH = 100;

/**
 * Ends a guest, lets go of its disks, removes those that go with it, and then the record. Snapshots of disks that stay are
 * snapshots of volumes like any other.
 */
export async function deleteMachine(
  { store, disks, hypervisor }: MachineContext,
  machine: Machine,
  { task, withDisks, asker }: { readonly task: JobId; readonly withDisks: boolean; readonly asker: UserId | null },
  run: JobRun,
): Promise<void> {
  await hypervisor.turnOff(machine.id);
  for (const { volumeId, deleteWithMachine } of machine.disks) {
    const volume = await disks.settled(volumeId, run.signal);
    if (!volume) continue;
    await disks.detach(volumeId, machine.id);
    if (withDisks && deleteWithMachine) await disks.remove(volumeId, asker);
  }
  await hypervisor.forget(machine.id);
  await store.transaction(async (tx) => {
    const current = await tx.machineFind(machine.id);
    if (current?.state.status !== 'deleting' || current.state.task !== task) return;
    for (;;) {
      const snapshots = await tx.snapshotsOf(machine.id, BATCH);
      for (const id of snapshots) await tx.snapshotDelete(id);
      if (snapshots.length === 0) break;
    }
    await tx.machineDelete(machine.id);
    await giveBack(tx, current);
  });
}
