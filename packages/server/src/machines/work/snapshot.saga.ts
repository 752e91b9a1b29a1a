import type { JobRun } from '../../jobs/index.ts';
import { newSnapshotId, type JobId, type MachineSnapshotId } from '../../kernel/ids.ts';
import { captureDisks } from '../capture-disks.ts';
import type { MachineContext } from '../machine-context.ts';
import type { MachineSnapshot } from '../machine-snapshot.ts';
import type { Machine } from '../machine.ts';
import { NotAwaited } from './waiting.ts';

/** Captures what the disks of a machine hold, keeps that as snapshots of its volumes, and lets the machine go on. */
export async function takeSnapshot(
  context: MachineContext,
  machine: Machine,
  { task, snapshotId }: { readonly task: JobId; readonly snapshotId: MachineSnapshotId },
  run: JobRun,
): Promise<void> {
  const { store, disks } = context;
  const snapshot = await store.snapshotFind(snapshotId);
  if (snapshot?.state.status !== 'creating') throw new NotAwaited(`nobody waits for machine snapshot ${snapshotId}`);
  const captured = await captureDisks(context, machine, {
    signal: run.signal,
    progress: (done) => run.progress(`${done} bytes were read.`, { done, total: null }),
  });
  try {
    const kept = captured.disks.map((tree) => ({ volumeId: tree.volumeId, snapshotId: newSnapshotId(), tree }));
    await disks.snapshotsKeep(kept, snapshot);
    const state: MachineSnapshot['state'] = {
      status: 'available',
      disks: kept.map(({ volumeId, snapshotId: id }) => ({ volumeId, snapshotId: id })),
      quiesced: captured.quiesced,
    };
    const isKept = await finish(context, machine, task, { ...snapshot, state });
    if (isKept) return;
    for (const { snapshotId: id } of kept) await disks.snapshotRemove(id);
  } finally {
    for (const tree of captured.disks) await tree.release();
  }
}

/** @returns false when nobody waits for it any more. */
function finish(
  { store, clock }: MachineContext,
  { id }: Machine,
  task: JobId,
  snapshot: MachineSnapshot,
): Promise<boolean> {
  return store.transaction(async (tx) => {
    const machine = await tx.machineFind(id);
    if (machine?.state.status !== 'snapshotting' || machine.state.task !== task) return false;
    await tx.machineWrite({ ...machine, state: machine.state.resume, updatedAt: clock.now() });
    await tx.snapshotWrite(snapshot);
    return true;
  });
}
