import type { ByteSource } from '../byte-source.ts';
import type { DetectedFormat, DiskFormat } from './disk-format.ts';
import type { MappedExtent } from './disk-map.ts';
import { mapQcow2 } from './qcow2/map.ts';
import { mapVdi } from './vdi.ts';
import { mapVhd } from './vhd/map.ts';
import { mapVhdx } from './vhdx/index.ts';
import { mapVmdk } from './vmdk/map.ts';

/** Formats with tables that say where the bytes of the disk are. */
export type MappedFormat = Extract<DiskFormat, 'qcow2' | 'vhd' | 'vhdx' | 'vmdk' | 'vdi'>;

/**
 * The disk in an image from its beginning to its end, without a gap; neighbouring extents of a kind are one where they can
 * be. A few tens of KiB of the tables are in memory at a time. An extent with data begins within the image, and ends there.
 *
 * @param image of that format, and accepted by `inspectImage`: what that has bounded is not bounded again.
 * @throws DiskError
 */
export function mapDisk(image: ByteSource, format: MappedFormat): AsyncIterable<MappedExtent> {
  return MAPS[format](image);
}

/** Whether there are such tables; the disk in any other image is its bytes as they are, or cannot be read. */
export function isMapped(format: DetectedFormat): format is MappedFormat {
  return Object.hasOwn(MAPS, format);
}

const MAPS: Readonly<Record<MappedFormat, (image: ByteSource) => AsyncIterable<MappedExtent>>> = {
  qcow2: mapQcow2,
  vhd: mapVhd,
  vhdx: mapVhdx,
  vmdk: mapVmdk,
  vdi: mapVdi,
};
