import { isAdmin, isReaderOf } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import { listedOwner, maySee } from '../kernel/project-owned.ts';
import { findChangeableMachine, findMachine, machineNotFound } from './machine-access.ts';
import { requireMachineCan } from './machine-actions.ts';
import { checkNetwork, checkRevision } from './machine-attributes.ts';
import type { MachineContext } from './machine-context.ts';
import { difference, takeQuota, usageOf } from './machine-quota.ts';
import type { Machine } from './machine.ts';
import type { MachineRevision, Machines } from './machines.ts';

type Records = Pick<Machines, 'machineGet' | 'machineList' | 'machineUpdate' | 'machineUsage' | 'machineSupport'>;

/** The record of a machine: finding, listing, changing. */
export function recordOperations({ store, hypervisor, clock, settings }: MachineContext): Records {
  return {
    machineGet: (caller, id) => findMachine(store, caller, id),

    machineList: async (caller, query) => {
      const owner = listedOwner(caller, 'Machines', query);
      if (query.marker !== undefined) {
        const marker = await store.machineFind(query.marker);
        if (!marker || !maySee(caller, marker.ownerId)) throw machineNotFound(query.marker);
      }
      return store.machineList(owner, query);
    },

    machineUpdate: (caller, id, revise) =>
      store.transaction(async (tx) => {
        const machine = await findChangeableMachine(tx, caller, id);
        requireMachineCan('update', machine);
        const revision = revise(machine);
        checkRevision(revision);
        if (changesHardware(revision)) requireMachineCan('edit-hardware', machine);
        if (revision.network) checkNetwork(revision.network, settings.openNetwork);
        const revised = revisedMachine(machine, revision, clock.now());
        await tx.machineWrite(revised);
        await takeQuota(tx, machine.ownerId, difference(usageOf(revised), usageOf(machine)));
        return revised;
      }),

    machineUsage: async (caller, project) => {
      if (!isAdmin(caller) && !isReaderOf(caller, project)) {
        throw new IngotError('forbidden', 'Only administrators may see what another project has.');
      }
      return store.usageFind(project);
    },

    machineSupport: () => hypervisor.support(),
  };
}

function changesHardware({ flavor, firmware, osType, network }: MachineRevision): boolean {
  return [flavor, firmware, osType, network].some((part) => part !== undefined);
}

function revisedMachine(machine: Machine, revision: MachineRevision, updatedAt: number): Machine {
  return {
    ...machine,
    name: revision.name ?? machine.name,
    description: revision.description === undefined ? machine.description : revision.description,
    metadata: revision.metadata ?? machine.metadata,
    flavor: revision.flavor ?? machine.flavor,
    firmware: revision.firmware ?? machine.firmware,
    osType: revision.osType === undefined ? machine.osType : revision.osType,
    network: revision.network ?? machine.network,
    updatedAt,
  };
}
