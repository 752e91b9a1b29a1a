import type { JobId, VolumeId } from '../../kernel/ids.ts';
import type { VolumeContext } from '../volume-context.ts';
import { negated } from '../volume-quota.ts';
import { awaitingVolume } from './waiting.ts';

/** Removes the disk, and then the record with what it counted for. */
export async function deleteDisk(context: VolumeContext, id: VolumeId, task: JobId): Promise<void> {
  const { store, disks, clock, nudgeCollector } = context;
  await awaitingVolume(store, id, task, ['deleting']);
  await disks.remove(id);
  await store.transaction(async (tx) => {
    const current = await awaitingVolume(tx, id, task, ['deleting']);
    await tx.volumeDelete(current, clock.now());
    await tx.usageAdd(current.ownerId, negated({ volumes: 1, gigabytes: current.sizeGib }), null);
  });
  nudgeCollector();
}
