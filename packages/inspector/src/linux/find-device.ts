import type { DiskPart } from '../disk/disk-parts.ts';

/**
 * The part of this disk that a device of fstab(5) means, or null where it means none of them for certain.
 *
 * Names such as `/dev/sda2` are taken for the second partition of this disk, as they are on a machine with one.
 */
export function findDevice(device: string, parts: readonly DiskPart[]): DiskPart | null {
  return only(parts.filter(predicateOf(device)));
}

function predicateOf(device: string): (part: DiskPart) => boolean {
  const [, tag = '', value = ''] = /^([A-Z]+)=(.*)$/.exec(device) ?? [];
  const wanted = value.replaceAll(/^"|"$/g, '');
  if (tag === 'UUID') return hasUuid(wanted);
  if (tag === 'LABEL') return hasLabel(wanted);
  if (tag === 'PARTLABEL') return hasPartLabel(wanted);
  const [, by = '', name = ''] = /^\/dev\/disk\/by-(\w+)\/(.+)$/.exec(device) ?? [];
  if (by === 'uuid') return hasUuid(name);
  if (by === 'label') return hasLabel(name);
  if (by === 'partlabel') return hasPartLabel(name);
  const [, letter, number] = FIRST_DISK.exec(device) ?? [];
  if (letter !== undefined || number !== undefined) {
    return ({ part }) => part.kind === 'partition' && part.number === Number(letter ?? number);
  }
  return ({ part }) =>
    part.kind === 'logical-volume' &&
    (device === `/dev/${part.group}/${part.volume}` ||
      device === `/dev/mapper/${mapped(part.group)}-${mapped(part.volume)}`);
}

/** Partitions of the first disk of each kind. */
const FIRST_DISK = /^\/dev\/(?:(?:sd|vd|xvd|hd)a(\d+)|(?:nvme0n1|mmcblk0)p(\d+))$/;

/** As the device mapper writes names of volumes. */
function mapped(name: string): string {
  return name.replaceAll('-', '--');
}

function hasUuid(uuid: string): (part: DiskPart) => boolean {
  return ({ opened }) => opened.kind === 'file-system' && opened.fileSystem.uuid?.toLowerCase() === uuid.toLowerCase();
}

function hasLabel(label: string): (part: DiskPart) => boolean {
  return ({ opened }) => opened.kind === 'file-system' && opened.fileSystem.label === label;
}

function hasPartLabel(label: string): (part: DiskPart) => boolean {
  return ({ part }) => part.kind === 'partition' && part.label === label;
}

/** Two parts of one name are a copy of each other, and the system takes either. */
function only(parts: readonly DiskPart[]): DiskPart | null {
  return parts.length === 1 ? (parts[0] ?? null) : null;
}
