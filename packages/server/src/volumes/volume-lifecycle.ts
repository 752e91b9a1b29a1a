import { freedFor, sayFreed } from '../images/index.ts';
import type { Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import { newJobId, type JobId, type UserId } from '../kernel/ids.ts';
import { findChangeableVolume } from './volume-access.ts';
import { requireVolumeCan } from './volume-actions.ts';
import { checkSize } from './volume-attributes.ts';
import type { VolumeContext } from './volume-context.ts';
import { volumeJob } from './volume-job.ts';
import { checkVolumeSize, negated, takeQuota } from './volume-quota.ts';
import type { VolumeTransaction } from './volume-store.ts';
import type { Volume } from './volume.ts';
import { USES_SHOWN } from './disk-uses.ts';
import type { Volumes } from './volumes.ts';

/** What changes the disk of a volume: growing it, and removing it. */
export function lifecycleOperations(context: VolumeContext): Pick<Volumes, 'volumeExtend' | 'volumeDelete'> {
  const { store, clock, settings, wakeJobs, nudgeCollector } = context;
  return {
    volumeExtend: async (caller, id, sizeGib) => {
      checkSize(sizeGib);
      const task = newJobId();
      const extending = await store.transaction(async (tx) => {
        const volume = await findChangeableVolume(tx, caller, id);
        requireVolumeCan('extend', volume);
        await requireUnread(tx, volume);
        if (sizeGib <= volume.sizeGib) {
          throw new IngotError('invalid', `Volume ${id} has ${volume.sizeGib} GiB already: it can only grow.`);
        }
        await checkVolumeSize(tx, volume.ownerId, sizeGib);
        const now = clock.now();
        const state = { status: 'extending', toGib: sizeGib, task, deadline: now + settings.workDeadline } as const;
        const extended: Volume = { ...volume, state, updatedAt: now };
        await tx.volumeWrite(extended, volume);
        await takeQuota(tx, volume.ownerId, { gigabytes: sizeGib - volume.sizeGib });
        const where = { host: volume.host, project: volume.ownerId, user: caller.userId, now };
        await tx.jobEnqueue(volumeJob(task, { work: 'extend', volumeId: id }, where));
        return extended;
      });
      wakeJobs();
      return extending;
    },

    volumeDelete: async (caller, id, { cascade = false } = {}) => {
      const task = newJobId();
      await store.transaction(async (tx) => {
        const volume = await findChangeableVolume(tx, caller, id);
        await beginDeletion(context, tx, volume, {
          task,
          asker: caller.userId,
          cascade: cascade || { refusedTo: caller },
        });
      });
      wakeJobs();
      if (cascade) nudgeCollector();
    },
  };
}

/**
 * @param how `asker` wants it. Snapshots of the volume are deleted first, or keep it: then the one whom it is refused to is
 * told of them.
 * @throws `conflict`.
 */
export async function beginDeletion(
  { clock, settings }: VolumeContext,
  tx: VolumeTransaction,
  volume: Volume,
  {
    task,
    asker,
    cascade,
  }: {
    readonly task: JobId;
    readonly asker: UserId | null;
    readonly cascade: true | { readonly refusedTo: Caller };
  },
): Promise<void> {
  requireVolumeCan('delete', volume);
  await requireUnread(tx, volume);
  if (cascade === true) await deleteSnapshots(tx, volume);
  else await requireNoSnapshots(tx, cascade.refusedTo, volume);
  const now = clock.now();
  const state = { status: 'deleting', task, deadline: now + settings.workDeadline } as const;
  await tx.volumeWrite({ ...volume, state, updatedAt: now }, volume);
  const where = { host: volume.host, project: volume.ownerId, user: asker, now };
  await tx.jobEnqueue(volumeJob(task, { work: 'delete', volumeId: volume.id }, where));
}

/** The disk of a volume may change, or go to a machine, when nobody reads it. @throws `conflict`. */
export async function requireUnread(tx: VolumeTransaction, { id }: Volume): Promise<void> {
  const readers = await tx.readersOf(id);
  if (readers === 0) return;
  throw new IngotError(
    'conflict',
    `Volume ${id} is being read: ${readers} ${readers === 1 ? 'snapshot or copy' : 'snapshots and copies'} of it are ` +
      'being made. Try again when they are available.',
  );
}

/** @throws `conflict` with the snapshots of the volume, and what of the store it keeps besides them. */
async function requireNoSnapshots(tx: VolumeTransaction, caller: Caller, { id, base }: Volume): Promise<void> {
  const snapshots = await tx.snapshotsOf(id, USES_SHOWN);
  if (snapshots.length === 0) return;
  const freed = base && freedFor(caller, await tx.freedFind(id, base.root));
  throw new IngotError(
    'conflict',
    `Volume ${id} still has snapshots: ${snapshots.join(', ')}${snapshots.length === USES_SHOWN ? ' and more' : ''}. ` +
      `Delete them first, or delete the volume with them (cascade).${sayFreed(freed)}`,
  );
}

/** None is being made, since the volume is not read. */
async function deleteSnapshots(tx: VolumeTransaction, { id }: Volume): Promise<void> {
  for (;;) {
    const ids = await tx.snapshotsOf(id, USES_SHOWN);
    for (const each of ids) {
      const snapshot = await tx.snapshotFind(each);
      if (!snapshot) continue;
      await tx.snapshotDelete(each);
      await tx.usageAdd(snapshot.ownerId, negated({ snapshots: 1, gigabytes: snapshot.sizeGib }), null);
    }
    if (ids.length === 0) return;
  }
}
