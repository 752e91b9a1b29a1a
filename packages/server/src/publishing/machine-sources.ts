import type { MachinePublishing, Machines } from '../machines/index.ts';
import { hasCode, IngotError } from '../kernel/errors.ts';
import type { MachineId } from '../kernel/ids.ts';
import type { Caller } from '../kernel/caller.ts';
import type { SourceMachines } from './source-machines.ts';

/** Snapshots that are looked through at a time. */
const PAGE = 100;

type MachineDoor = Pick<Machines, 'machineGet' | 'machineSnapshotCreate' | 'machineSnapshotList'> & MachinePublishing;

/** What publishing needs of machines, by what machines let others do. */
export function machineSources(machines: MachineDoor): SourceMachines {
  const isSnapshotThere = async (
    caller: Caller,
    machineId: MachineId,
    name: string,
    after: number,
  ): Promise<boolean> => {
    // Newest first, so that those since then are on the first page.
    const { items } = await machines.machineSnapshotList(caller, { machineId, limit: PAGE });
    return items.some((snapshot) => snapshot.name === name && snapshot.createdAt >= after);
  };
  return {
    find: async (caller, id, kind) => {
      const machine = await machines.machineGet(caller, id);
      if (kind === 'convert' && machine.disks.length > 1) {
        throw new IngotError(
          'conflict',
          `Machine ${id} has ${machine.disks.length} disks, and would be deleted with all of them; only the first one ` +
            'becomes the image. Detach the others first, or clone the machine.',
        );
      }
      const { name, ownerId, host, imageType, osType, parentImageId, firmware, guestAgent } = machine;
      const properties = {
        ...(firmware === 'uefi' && { hw_firmware_type: 'uefi' }),
        ...(guestAgent && { hw_qemu_guest_agent: 'yes' }),
      };
      return { name, ownerId, host, imageType, osType, parentId: parentImageId, properties };
    },

    begin: async (caller, id, publication) => {
      await machines.machinePublishBegin(caller, id, publication);
    },

    capture: async (id, publication, run) => {
      const { disks } = await machines.machineCapture(id, publication, run);
      const [system, ...others] = disks;
      for (const other of others) await other.release();
      if (!system) throw new IngotError('conflict', `Machine ${id} has no disk that could become an image.`);
      return system;
    },

    end: (id, publication) => machines.machinePublishEnd(id, publication),

    consume: async (id, publication, asker) => {
      try {
        await machines.machineConsume(id, publication, asker);
      } catch (error) {
        // Deleted in an earlier try.
        if (!hasCode(error, 'not-found')) throw error;
      }
    },

    snapshot: async (caller, machineId, name, after) => {
      if (!(await isSnapshotThere(caller, machineId, name, after))) {
        await machines.machineSnapshotCreate(caller, { machineId, name });
      }
    },
  };
}
