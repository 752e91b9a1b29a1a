import { IngotError } from '../kernel/errors.ts';
import { newJobId, newSnapshotId } from '../kernel/ids.ts';
import { listedOwner, requireAdmin } from '../kernel/project-owned.ts';
import type { Snapshot } from './snapshot.ts';
import { findChangeableSnapshot, findChangeableVolume, findSnapshot } from './volume-access.ts';
import { requireSnapshotCan, requireVolumeCan } from './volume-actions.ts';
import { checkRevision } from './volume-attributes.ts';
import type { VolumeContext } from './volume-context.ts';
import { volumeJob } from './volume-job.ts';
import { negated, takeQuota } from './volume-quota.ts';
import { checkMarker } from './volume-records.ts';
import type { Volumes } from './volumes.ts';

type Snapshots = Pick<
  Volumes,
  'snapshotCreate' | 'snapshotGet' | 'snapshotList' | 'snapshotUpdate' | 'snapshotDelete' | 'snapshotResetStatus'
>;

/** Keeping what a volume holds at one moment. */
export function snapshotOperations(context: VolumeContext): Snapshots {
  const { store, clock, settings, wakeJobs, nudgeCollector } = context;
  return {
    snapshotCreate: async (caller, wanted) => {
      checkRevision(wanted);
      const [task, id] = [newJobId(), newSnapshotId()];
      const created = await store.transaction(async (tx) => {
        const volume = await findChangeableVolume(tx, caller, wanted.volumeId);
        requireVolumeCan('snapshot', volume);
        const now = clock.now();
        const snapshot: Snapshot = {
          id,
          // It goes with its volume, also when an administrator takes it.
          ownerId: volume.ownerId,
          userId: caller.userId,
          volumeId: volume.id,
          sizeGib: volume.sizeGib,
          name: wanted.name ?? null,
          description: wanted.description ?? null,
          metadata: wanted.metadata ?? {},
          bootable: volume.bootable,
          imageMetadata: volume.imageMetadata,
          createdAt: now,
          updatedAt: now,
          state: { status: 'creating', task, deadline: now + settings.workDeadline },
        };
        await tx.snapshotInsert(snapshot);
        await takeQuota(tx, volume.ownerId, { snapshots: 1, gigabytes: volume.sizeGib });
        const where = { host: volume.host, project: volume.ownerId, user: caller.userId, now };
        await tx.jobEnqueue(volumeJob(task, { work: 'snapshot', volumeId: volume.id, snapshotId: id }, where));
        return snapshot;
      });
      wakeJobs();
      return created;
    },

    snapshotGet: (caller, id) => findSnapshot(store, caller, id),

    snapshotList: async (caller, query) => {
      const owner = listedOwner(caller, 'Snapshots', query);
      if (query.marker !== undefined) checkMarker(caller, query.marker, await store.snapshotFind(query.marker));
      return store.snapshotList(owner, query);
    },

    snapshotUpdate: (caller, id, revise) =>
      store.transaction(async (tx) => {
        const snapshot = await findChangeableSnapshot(tx, caller, id);
        requireSnapshotCan('update', snapshot);
        const revision = revise(snapshot);
        checkRevision(revision);
        const revised = {
          ...snapshot,
          name: revision.name === undefined ? snapshot.name : revision.name,
          description: revision.description === undefined ? snapshot.description : revision.description,
          metadata: revision.metadata ?? snapshot.metadata,
          updatedAt: clock.now(),
        };
        await tx.snapshotWrite(revised, snapshot);
        return revised;
      }),

    snapshotDelete: async (caller, id) => {
      await store.transaction(async (tx) => {
        const snapshot = await findChangeableSnapshot(tx, caller, id);
        requireSnapshotCan('delete', snapshot);
        await tx.snapshotDelete(id);
        await tx.usageAdd(snapshot.ownerId, negated({ snapshots: 1, gigabytes: snapshot.sizeGib }), null);
      });
      nudgeCollector();
    },

    snapshotResetStatus: (caller, id, status) =>
      store.transaction(async (tx) => {
        requireAdmin(caller);
        const snapshot = await findChangeableSnapshot(tx, caller, id);
        const { state } = snapshot;
        if (state.status === 'creating') {
          throw new IngotError(
            'conflict',
            `Snapshot ${id} is being made: that ends by itself, at ${new Date(state.deadline).toISOString()} at the latest.`,
          );
        }
        const failure = 'An administrator set the snapshot to error.';
        await tx.snapshotWrite({ ...snapshot, state: { status, failure }, updatedAt: clock.now() }, snapshot);
      }),
  };
}
