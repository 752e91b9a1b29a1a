import { randomUUID } from 'node:crypto';
import { IngotError } from '../kernel/errors.ts';
import { newJobId } from '../kernel/ids.ts';
import { makeVolume } from './create-volume.ts';
import type { MachineDisks } from './machine-disks.ts';
import { snapshotNotFound, volumeNotFound } from './volume-access.ts';
import { availableSnapshot, requireVolumeCan } from './volume-actions.ts';
import type { VolumeContext } from './volume-context.ts';
import { beginDeletion, requireUnread } from './volume-lifecycle.ts';
import { negated, takeQuota } from './volume-quota.ts';
import { requireHeld } from './volume-store.ts';
import { BYTES_PER_GIB, type Volume } from './volume.ts';
import type { Settling } from './work/settling.ts';

/** Volumes as the disks of machines. */
export function machineDiskOperations(context: VolumeContext, settling: Settling): MachineDisks {
  const { store, disks, clock, host, wakeJobs, nudgeCollector } = context;
  return {
    create: (caller, id, wanted) => makeVolume(context, caller, id, wanted),

    settled: (id, signal) => settling.wait(id, signal),

    attach: (id, { machineId, device }) =>
      store.transaction(async (tx) => {
        const volume = await tx.volumeFind(id);
        if (!volume) throw volumeNotFound(id);
        if (attachedTo(volume) === machineId) return volume;
        requireVolumeCan('attach', volume);
        await requireUnread(tx, volume);
        if (volume.host !== host) {
          throw new IngotError('conflict', `Volume ${id} is on another host than the machine.`);
        }
        const now = clock.now();
        const mode = volume.readOnly ? 'ro' : 'rw';
        const attachment = { id: randomUUID(), machineId, hostName: host, device, mode, attachedAt: now } as const;
        const attached: Volume = { ...volume, state: { status: 'in-use', attachment }, updatedAt: now };
        await tx.volumeWrite(attached, volume);
        return attached;
      }),

    detach: (id, machineId) =>
      store.transaction(async (tx) => {
        const volume = await tx.volumeFind(id);
        if (!volume || attachedTo(volume) !== machineId) return;
        await tx.volumeWrite({ ...volume, state: { status: 'available' }, updatedAt: clock.now() }, volume);
      }),

    remove: async (id, asker) => {
      const task = newJobId();
      await store.transaction(async (tx) => {
        const volume = await tx.volumeFind(id);
        if (!volume || volume.state.status === 'deleting') return;
        await beginDeletion(context, tx, volume, { task, asker, cascade: true });
      });
      wakeJobs();
      nudgeCollector();
    },

    path: (id) => disks.path(id),

    capture: (id, { signal, progress }) => disks.capture(id, signal, progress),

    captureCopy: (id, path, { signal, progress }) => disks.captureCopy(id, path, signal, progress),

    snapshotsKeep: (captured, { userId, name, description }) =>
      store.transaction(async (tx) => {
        // Whoever locks several volumes does so in this order.
        for (const { volumeId, snapshotId, tree } of captured.toSorted((a, b) => (a.volumeId < b.volumeId ? -1 : 1))) {
          const volume = await tx.volumeFind(volumeId);
          if (!volume) throw volumeNotFound(volumeId);
          if (await tx.snapshotFind(snapshotId)) continue;
          await requireHeld(tx, tree);
          const now = clock.now();
          await tx.snapshotInsert({
            id: snapshotId,
            ownerId: volume.ownerId,
            userId,
            volumeId,
            sizeGib: volume.sizeGib,
            name,
            description,
            metadata: {},
            bootable: volume.bootable,
            imageMetadata: volume.imageMetadata,
            createdAt: now,
            updatedAt: now,
            state: { status: 'available', tree: { root: tree.root, size: tree.size } },
          });
          await takeQuota(tx, volume.ownerId, { snapshots: 1, gigabytes: volume.sizeGib });
        }
      }),

    snapshotRemove: async (id) => {
      await store.transaction(async (tx) => {
        const snapshot = await tx.snapshotFind(id);
        if (!snapshot) return;
        await tx.snapshotDelete(id);
        await tx.usageAdd(snapshot.ownerId, negated({ snapshots: 1, gigabytes: snapshot.sizeGib }), null);
      });
      nudgeCollector();
    },

    restore: async (id, snapshotId) => {
      const { tree, size } = await store.transaction(async (tx) => {
        const volume = await tx.volumeFind(id);
        if (!volume) throw volumeNotFound(id);
        const snapshot = await tx.snapshotFind(snapshotId);
        if (!snapshot) throw snapshotNotFound(snapshotId);
        const { tree: then } = availableSnapshot('create-volume', snapshot).state;
        await tx.treeShare(then.root);
        await tx.volumeWrite({ ...volume, base: then, updatedAt: clock.now() }, volume);
        return { tree: then, size: volume.sizeGib * BYTES_PER_GIB };
      });
      await disks.remove(id);
      await disks.create(id, { kind: 'tree', ...tree }, size);
      nudgeCollector();
    },
  };
}

/** The machine of a host of ours that has the volume. */
function attachedTo({ state, host }: Volume): string | null {
  if (state.status !== 'in-use' || state.attachment.hostName !== host) return null;
  return state.attachment.machineId;
}

/** Volumes of machines are taken from those, and not away from under them. @throws `conflict`. */
export function requireNoMachineOfOurs(volume: Volume): void {
  const machineId = attachedTo(volume);
  if (machineId === null) return;
  throw new IngotError(
    'conflict',
    `Volume ${volume.id} is a disk of machine ${machineId}: detach it from the machine.`,
  );
}
