import { IngotError } from '../kernel/errors.ts';
import { configDriveOf } from './config-drive.ts';
import type { DiskSource, HardwareDisk, MachineHardware } from './hypervisor.ts';
import type { MachineContext } from './machine-context.ts';
import type { Machine, MachineMedium } from './machine.ts';

/** What a guest is started with. @throws `unavailable`. */
export function hardwareOf(
  context: Pick<MachineContext, 'treeSource'>,
  machine: Machine,
  disks: readonly HardwareDisk[],
): MachineHardware {
  const { sharedSoftware } = machine;
  return {
    id: machine.id,
    vcpus: machine.flavor.vcpus,
    memoryMib: machine.flavor.memoryMib,
    firmware: machine.firmware,
    osType: machine.osType,
    disks,
    media: machine.media.map((medium) => sourceOf(context, medium)),
    sharedSoftware: sharedSoftware && sourceOf(context, sharedSoftware),
    configDrive: configDriveOf(machine),
    network: machine.network,
  };
}

/** Where a medium is read. @throws `unavailable`. */
export function sourceOf(
  { treeSource }: Pick<MachineContext, 'treeSource'>,
  { imageId, root }: MachineMedium,
): DiskSource {
  const source = treeSource(root);
  if (source) return source;
  throw new IngotError(
    'unavailable',
    `Image ${imageId} cannot be mounted here: the path of the data directory is too long.`,
  );
}

/** What a Linux guest calls a disk. @param place from 0, at most 25. */
export function deviceName(place: number): string {
  return `/dev/vd${String.fromCharCode('a'.charCodeAt(0) + place)}`;
}
