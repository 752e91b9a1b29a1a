import { announced } from './announced.ts';
import type { Changes } from './changes/index.ts';
import type { Machine, MachineSnapshot, MachineStore } from './machines/index.ts';

/** As `announcingImages`, for machines and their snapshots. */
export function announcingMachines(store: MachineStore, changes: Changes): MachineStore {
  return {
    ...store,
    transaction: (work) =>
      announced(changes, (note) =>
        store.transaction((tx) => {
          const fresh = note();
          const machine = ({ id, ownerId: project }: Pick<Machine, 'id' | 'ownerId'>): void =>
            fresh({ topic: 'machine', id, project, isPublic: false });
          const snapshot = ({ id, machineId, ownerId }: MachineSnapshot): void => {
            fresh({ topic: 'machine-snapshot', id, project: ownerId, isPublic: false });
            // Its page shows them.
            machine({ id: machineId, ownerId });
          };
          return work({
            ...tx,
            machineInsert: async (inserted) => {
              machine(inserted);
              await tx.machineInsert(inserted);
            },
            machineWrite: async (written) => {
              machine(written);
              await tx.machineWrite(written);
            },
            machineDelete: async (id) => {
              const deleted = await tx.machineFind(id);
              if (deleted) machine(deleted);
              await tx.machineDelete(id);
            },
            snapshotInsert: async (inserted) => {
              snapshot(inserted);
              await tx.snapshotInsert(inserted);
            },
            snapshotWrite: async (written) => {
              snapshot(written);
              await tx.snapshotWrite(written);
            },
            snapshotDelete: async (id) => {
              const deleted = await tx.snapshotFind(id);
              if (deleted) snapshot(deleted);
              await tx.snapshotDelete(id);
            },
          });
        }),
      ),
  };
}
