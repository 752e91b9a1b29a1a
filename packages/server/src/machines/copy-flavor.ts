import type { Flavor } from '../flavors/index.ts';
import type { MachineFlavor } from './machine.ts';

/** What a machine takes of a flavor, which may change or go afterwards. */
export function copyFlavor({ id, name, vcpus, memoryMib, systemDiskGib, model }: Flavor): MachineFlavor {
  return { id, name, vcpus, memoryMib, diskGib: systemDiskGib, model };
}
