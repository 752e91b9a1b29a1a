import type { JobRun } from '../../jobs/index.ts';
import { IngotError } from '../../kernel/errors.ts';
import type { JobId, MachineSnapshotId } from '../../kernel/ids.ts';
import { endWork } from '../begin-work.ts';
import type { MachineContext } from '../machine-context.ts';
import type { Machine } from '../machine.ts';

/** Makes the disks of a machine, which is off, what they were. Run again after an interruption it makes them anew. */
export async function restoreDisks(
  context: MachineContext,
  machine: Machine,
  { task, snapshotId }: { readonly task: JobId; readonly snapshotId: MachineSnapshotId },
  run: JobRun,
): Promise<void> {
  const { store, disks } = context;
  const snapshot = await store.snapshotFind(snapshotId);
  if (snapshot?.state.status !== 'available') {
    throw new IngotError('conflict', `Machine snapshot ${snapshotId} was deleted meanwhile.`);
  }
  const own = new Set(machine.disks.map(({ volumeId }) => volumeId));
  for (const { volumeId, snapshotId: of } of snapshot.state.disks) {
    run.signal.throwIfAborted();
    if (own.has(volumeId)) await disks.restore(volumeId, of);
  }
  await endWork(context, machine.id, task, () => ({ status: 'stopped' }));
}
