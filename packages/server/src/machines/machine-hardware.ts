import type { Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import type { MachineId } from '../kernel/ids.ts';
import { requireUsable } from './create-machine.ts';
import { deviceName, sourceOf } from './hardware-of.ts';
import { findChangeableMachine } from './machine-access.ts';
import { requireMachineCan, type MachineAction } from './machine-actions.ts';
import { MAX_DISKS, MAX_MEDIA } from './machine-attributes.ts';
import type { MachineContext } from './machine-context.ts';
import { openMedium, shareMedia } from './machine-media.ts';
import type { MachineTransaction } from './machine-store.ts';
import type { Machine } from './machine.ts';
import type { Machines } from './machines.ts';

type Hardware = Pick<Machines, 'machineMount' | 'machineUnmount' | 'machineDiskAttach' | 'machineDiskDetach'>;

/** What is plugged into machines that are there. */
export function hardwareOperations(context: MachineContext): Hardware {
  const { store, disks, hypervisor, clock } = context;
  const change = (
    caller: Caller,
    id: MachineId,
    action: MachineAction,
    revise: (machine: Machine, tx: MachineTransaction) => Promise<Partial<Machine>> | Partial<Machine>,
  ): Promise<Machine> =>
    store.transaction(async (tx) => {
      const machine = await findChangeableMachine(tx, caller, id);
      requireMachineCan(action, machine);
      const changed: Machine = { ...machine, ...(await revise(machine, tx)), updatedAt: clock.now() };
      await tx.machineWrite(changed);
      return changed;
    });
  /** A guest that runs sees what the record says. */
  const show = async (machine: Machine, drive: number): Promise<Machine> => {
    if (machine.state.status !== 'running') return machine;
    const medium = machine.media[drive];
    await hypervisor.changeMedium(machine.id, drive, medium ? sourceOf(context, medium) : null);
    return machine;
  };

  return {
    machineMount: async (caller, id, imageId) => {
      requireMachineCan('change-media', await findChangeableMachine(store, caller, id));
      const medium = await openMedium(context, caller, imageId);
      const changed = await store.transaction(async (tx) => {
        await shareMedia(tx, [medium]);
        const machine = await findChangeableMachine(tx, caller, id);
        requireMachineCan('change-media', machine);
        if (machine.media.some((each) => each.imageId === imageId)) return machine;
        if (machine.media.length >= MAX_MEDIA) {
          throw new IngotError('conflict', `Machine ${id} has ${MAX_MEDIA} optical drives, and none is empty.`);
        }
        const mounted = { ...machine, media: [...machine.media, medium], updatedAt: clock.now() };
        await tx.machineWrite(mounted);
        return mounted;
      });
      const drive = changed.media.findIndex((each) => each.imageId === imageId);
      try {
        return await show(changed, drive);
      } catch (error) {
        await change(caller, id, 'change-media', ({ media }) => ({
          media: media.filter((each) => each.imageId !== imageId),
        }));
        throw error;
      }
    },

    machineUnmount: async (caller, id, imageId) => {
      const before = await findChangeableMachine(store, caller, id);
      const changed = await change(caller, id, 'change-media', ({ media }) => ({
        media: media.filter((each) => each.imageId !== imageId),
      }));
      // Those behind it move up.
      const first = before.media.findIndex((each) => each.imageId === imageId);
      for (let drive = first; drive >= 0 && drive < before.media.length; drive++) await show(changed, drive);
      return changed;
    },

    machineDiskAttach: async (caller, id, volumeId) => {
      const before = await findChangeableMachine(store, caller, id);
      requireMachineCan('attach-disk', before);
      await requireUsable(context, caller, before, volumeId);
      const attached = await change(caller, id, 'attach-disk', async (machine, tx) => {
        const owner = await tx.diskOwner(volumeId);
        if (owner !== null) throw new IngotError('conflict', `Volume ${volumeId} is a disk of machine ${owner}.`);
        if (machine.disks.length >= MAX_DISKS) {
          throw new IngotError('conflict', `Machine ${id} has ${MAX_DISKS} disks, and can have no more.`);
        }
        return { disks: [...machine.disks, { volumeId, deleteWithMachine: false }] };
      });
      await disks.attach(volumeId, { machineId: id, device: deviceName(attached.disks.length - 1) });
      return attached;
    },

    machineDiskDetach: async (caller, id, volumeId) => {
      const detached = await change(caller, id, 'detach-disk', (machine) => {
        const place = machine.disks.findIndex((disk) => disk.volumeId === volumeId);
        if (place === -1) throw new IngotError('not-found', `Machine ${id} has no disk ${volumeId}.`);
        if (place === 0) throw new IngotError('conflict', `Volume ${volumeId} is the system disk of machine ${id}.`);
        return { disks: machine.disks.filter((disk) => disk.volumeId !== volumeId) };
      });
      await disks.detach(volumeId, id);
      return detached;
    },
  };
}
