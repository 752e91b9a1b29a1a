import { IngotError } from '../kernel/errors.ts';
import type { ProjectId } from '../kernel/ids.ts';
import type { MachineTransaction } from './machine-store.ts';
import type { Machine } from './machine.ts';
import type { MachineLimits, MachineUsage } from './machines.ts';

/** Where a limit is this, there is none. */
const UNLIMITED = -1;

/** What a machine counts for. */
export function usageOf({ flavor }: Pick<Machine, 'flavor'>): MachineUsage {
  return { machines: 1, vcpus: flavor.vcpus, memoryMib: flavor.memoryMib };
}

export function difference(after: MachineUsage, before: MachineUsage): MachineUsage {
  return {
    machines: after.machines - before.machines,
    vcpus: after.vcpus - before.vcpus,
    memoryMib: after.memoryMib - before.memoryMib,
  };
}

/** Takes back what a machine counted for. */
export async function giveBack(tx: MachineTransaction, machine: Machine): Promise<void> {
  await tx.usageAdd(machine.ownerId, difference({ machines: 0, vcpus: 0, memoryMib: 0 }, usageOf(machine)), null);
}

/** Adds to the counters of a project. @throws `quota-exceeded` when that would bring one above what it may be. */
export async function takeQuota(tx: MachineTransaction, project: ProjectId, usage: MachineUsage): Promise<void> {
  const limits = await tx.limitsFind(project);
  if (await tx.usageAdd(project, usage, limits)) return;
  throw new IngotError(
    'quota-exceeded',
    `Project ${project} may have ${amount(limits, 'machines')} machines, with ${amount(limits, 'vcpus')} virtual ` +
      `processors and ${amount(limits, 'memoryMib')} MiB of memory altogether. Delete some that are no longer needed, or ` +
      'ask an administrator for more.',
  );
}

function amount(limits: MachineLimits, what: keyof MachineLimits): string {
  return limits[what] === UNLIMITED ? 'any number of' : String(limits[what]);
}
