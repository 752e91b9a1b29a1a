import type { JobRun } from '../../jobs/index.ts';
import { IngotError } from '../../kernel/errors.ts';
import type { ImageId, JobId, VolumeId } from '../../kernel/ids.ts';
import { BYTES_PER_GIB, gibFor, type Volume, type VolumeTree } from '../volume.ts';
import type { VolumeContext } from '../volume-context.ts';
import { requireHeld } from '../volume-store.ts';
import { awaitingVolume } from './waiting.ts';

const STATUSES = ['creating', 'downloading'] as const;

/**
 * Makes the disk of a volume whose record is there.
 *
 *   get at the source, which may have to be read or unpacked ─► the record says what it stands on ─► make the disk ─► available
 *
 * Run again after an interruption anywhere it goes on where the record says: a source is read once.
 */
export async function createDisk(context: VolumeContext, id: VolumeId, task: JobId, run: JobRun): Promise<void> {
  const { store, disks, clock } = context;
  const volume = await awaitingVolume(store, id, task, STATUSES);
  const base = volume.base ?? (await getBase(context, volume, task, run));
  await disks.create(id, base ? { kind: 'tree', ...base } : { kind: 'blank' }, volume.sizeGib * BYTES_PER_GIB);
  await store.transaction(async (tx) => {
    const current = await awaitingVolume(tx, id, task, STATUSES);
    await tx.volumeWrite({ ...current, state: { status: 'available' }, updatedAt: clock.now() }, current);
  });
}

/** What the disk stands on, written down in its record; null for a blank one. */
function getBase(context: VolumeContext, volume: Volume, task: JobId, run: JobRun): Promise<Volume['base']> {
  switch (volume.source.kind) {
    case 'volume':
      return readVolume(context, volume.id, volume.source.volumeId, task, run);
    case 'image':
      return unpackImage(context, volume, volume.source.imageId, task, run);
    case 'snapshot':
    case 'blank':
      return Promise.resolve(null);
  }
}

async function readVolume(
  { store, disks }: VolumeContext,
  id: VolumeId,
  sourceId: VolumeId,
  task: JobId,
  run: JobRun,
): Promise<VolumeTree> {
  const captured = await disks.capture(sourceId, run.signal, (done) =>
    run.progress(`${done} bytes were read.`, { done, total: null }),
  );
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

async function unpackImage(
  { store, images }: VolumeContext,
  { id, userId, sizeGib }: Volume,
  imageId: ImageId,
  task: JobId,
  run: JobRun,
): Promise<VolumeTree> {
  const { signal } = run;
  const progress: JobRun['progress'] = (...news) => run.progress(...news);
  const tree = await images.disk(imageId, { signal, progress, asker: userId });
  if (tree.size > sizeGib * BYTES_PER_GIB) {
    const sentence = `The volume needs ${gibFor(tree.size)} GiB at least: image ${imageId} is a disk of ${tree.size} bytes.`;
    throw new IngotError('invalid', sentence);
  }
  return store.transaction(async (tx) => {
    const current = await awaitingVolume(tx, id, task, STATUSES);
    if (!(await tx.imageShare(imageId, tree.root))) {
      throw new IngotError('conflict', `Image ${imageId} was taken away or changed meanwhile.`);
    }
    await tx.volumeWrite({ ...current, base: tree }, current);
    return tree;
  });
}
