import { IngotError } from '../../../kernel/errors.ts';
import { parseSnapshotId } from '../../../kernel/ids.ts';
import type { NewMachineDisk } from '../../../machines/index.ts';
import { optionalFlag, optionalText, requiredText, sizeInGib } from '../body.ts';
import { isJsonObject, type JsonObject } from '../json-body.ts';
import { knownImage, knownVolume } from './ids.ts';

export interface BlockDevice {
  readonly disk: NewMachineDisk;
  /** The server boots from it. */
  readonly isSystemDisk: boolean;
}

/** Disks of a server, at most. */
const MOST_DISKS = 16;

/**
 * Reads `block_device_mapping_v2`. Every disk is a volume here, whether it is to be `local` or not; a local one goes with
 * its server unless that is said otherwise.
 *
 * https://docs.openstack.org/nova/latest/user/block-device-mapping.html
 *
 * @throws IngotError `invalid`; `not-found` for a volume that is none.
 */
export function parseBlockDevices(devices: unknown): readonly BlockDevice[] {
  if (!Array.isArray(devices) || !devices.every(isJsonObject) || devices.length > MOST_DISKS) {
    throw new IngotError('invalid', `block_device_mapping_v2 has to be a list of objects, ${MOST_DISKS} at most.`);
  }
  return devices.map(parseBlockDevice);
}

function parseBlockDevice(device: JsonObject): BlockDevice {
  const { boot_index: index, volume_size: size } = device;
  const isLocal = device['destination_type'] === 'local';
  const deleteWithMachine = optionalFlag(device, 'delete_on_termination') ?? isLocal;
  const made = {
    deleteWithMachine,
    ...(size !== undefined && size !== null && size !== '' && { sizeGib: sizeInGib(size, 'volume_size') }),
  };
  return { disk: diskOf(device, made), isSystemDisk: index === 0 || index === '0' };
}

function diskOf(
  device: JsonObject,
  made: { readonly deleteWithMachine: boolean; readonly sizeGib?: number },
): NewMachineDisk {
  const uuid = optionalText(device, 'uuid') ?? '';
  switch (requiredText(device, 'source_type')) {
    case 'volume':
      return { volumeId: knownVolume(uuid), deleteWithMachine: made.deleteWithMachine };
    case 'image':
      return { source: { kind: 'image', imageId: knownImage(uuid) }, ...made };
    case 'blank':
      return { source: { kind: 'blank' }, ...made };
    case 'snapshot': {
      const snapshotId = parseSnapshotId(uuid);
      if (snapshotId === null) throw new IngotError('invalid', `${uuid} is not the id of a snapshot, a UUID.`);
      return { source: { kind: 'snapshot', snapshotId }, ...made };
    }
    default:
      throw new IngotError('invalid', 'The source_type of a block device is volume, image, snapshot or blank.');
  }
}
