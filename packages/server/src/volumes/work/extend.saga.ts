import type { JobId, VolumeId } from '../../kernel/ids.ts';
import { BYTES_PER_GIB } from '../volume.ts';
import type { VolumeContext } from '../volume-context.ts';
import { awaitingVolume } from './waiting.ts';

/** Grows the disk, and then says so. */
export async function extendDisk({ store, disks, clock }: VolumeContext, id: VolumeId, task: JobId): Promise<void> {
  const { state } = await awaitingVolume(store, id, task, ['extending']);
  await disks.extend(id, state.toGib * BYTES_PER_GIB);
  await store.transaction(async (tx) => {
    const current = await awaitingVolume(tx, id, task, ['extending']);
    const { toGib } = current.state;
    await tx.volumeWrite(
      { ...current, sizeGib: toGib, state: { status: 'available' }, updatedAt: clock.now() },
      current,
    );
  });
}
