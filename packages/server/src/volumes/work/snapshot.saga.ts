import type { JobRun } from '../../jobs/index.ts';
import type { JobId, SnapshotId, VolumeId } from '../../kernel/ids.ts';
import type { VolumeContext } from '../volume-context.ts';
import { requireHeld } from '../volume-store.ts';
import { awaitingSnapshot } from './waiting.ts';

/** Reads what a volume holds, and lets the snapshot be that. */
export async function captureSnapshot(
  { store, disks, clock }: VolumeContext,
  { volumeId, snapshotId }: { readonly volumeId: VolumeId; readonly snapshotId: SnapshotId },
  task: JobId,
  run: JobRun,
): Promise<void> {
  await awaitingSnapshot(store, snapshotId, task);
  const captured = await disks.capture(volumeId, run.signal, (done) =>
    run.progress(`${done} bytes were read.`, { done, total: null }),
  );
  try {
    await store.transaction(async (tx) => {
      const current = await awaitingSnapshot(tx, snapshotId, task);
      await requireHeld(tx, captured);
      const tree = { root: captured.root, size: captured.size };
      await tx.snapshotWrite({ ...current, state: { status: 'available', tree }, updatedAt: clock.now() }, current);
    });
  } finally {
    await captured.release();
  }
}
