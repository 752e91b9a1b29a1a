import type { JobRun } from '../../jobs/index.ts';
import type { JobId, VolumeId } from '../../kernel/ids.ts';
import { BYTES_PER_GIB, type Volume } from '../volume.ts';
import type { VolumeContext } from '../volume-context.ts';
import { requireHeld } from '../volume-store.ts';
import { awaitingVolume } from './waiting.ts';

const STATUSES = ['creating', 'downloading'] as const;

/**
 * Makes the disk of a volume whose record is there.
 *
 *   read the source (a copy of a volume only) ─► the record says what it stands on ─► make the disk ─► available
 *
 * Run again after an interruption anywhere it goes on where the record says: a source is read once.
 */
export async function createDisk(context: VolumeContext, id: VolumeId, task: JobId, run: JobRun): Promise<void> {
  const { store, disks, clock } = context;
  const volume = await awaitingVolume(store, id, task, STATUSES);
  const base = await readSource(context, volume, task, run);
  await disks.create(id, base ? { kind: 'tree', ...base } : { kind: 'blank' }, volume.sizeGib * BYTES_PER_GIB);
  await store.transaction(async (tx) => {
    const current = await awaitingVolume(tx, id, task, STATUSES);
    await tx.volumeWrite({ ...current, state: { status: 'available' }, updatedAt: clock.now() }, current);
  });
}

/** What the disk stands on; a volume that is copied is read for it. */
async function readSource(
  { store, disks }: VolumeContext,
  { id, source, base }: Volume,
  task: JobId,
  run: JobRun,
): Promise<Volume['base']> {
  if (source.kind !== 'volume' || base !== null) return base;
  const captured = await disks.capture(source.volumeId, run.signal, (done) => run.progress(`${done} bytes were read.`));
  try {
    return await store.transaction(async (tx) => {
      const current = await awaitingVolume(tx, id, task, STATUSES);
      await requireHeld(tx, captured);
      const tree = { root: captured.root, size: captured.size };
      await tx.volumeWrite({ ...current, base: tree }, current);
      return tree;
    });
  } finally {
    await captured.release();
  }
}
