import { KiB } from '../bytes/units.ts';
import { readAllocatedUnits } from './allocated-units.ts';
import type { Blocks } from './blocks.ts';
import type { Layout } from './layout.ts';
import { qcow2Layout } from './qcow2.ts';
import { MAX_QCOW2_SIZE } from './qcow2-header.ts';
import { requireSize } from './require-size.ts';
import { dynamicVhdLayout, fixedVhdLayout, MAX_VHD_SIZE, VHD_BLOCK } from './vhd.ts';
import { MAX_VHDX_SIZE, vhdxBlockSize, vhdxLayout } from './vhdx.ts';
import { vmdkLayout } from './vmdk.ts';
import { MAX_VMDK_SIZE } from './vmdk-header.ts';

/** Files that are known from what a disk holds, before its data are read. */
export type LaidOutFormat = 'qcow2' | 'vhd' | 'vhd-fixed' | 'vhdx' | 'vmdk';

interface Writer {
  /** Of the disk, in bytes. */
  readonly maxSize: number;
  layOut(disk: Blocks, identity: Buffer): Promise<Layout>;
}

/** In bytes: a chunk of the store, which does not say more exactly what is there. */
const USUAL_UNIT = 256 * KiB;

const WRITERS: Readonly<Record<LaidOutFormat, Writer>> = {
  qcow2: {
    maxSize: MAX_QCOW2_SIZE,
    layOut: async (disk) => qcow2Layout(disk.size, await readAllocatedUnits(disk, USUAL_UNIT)),
  },
  vhd: {
    maxSize: MAX_VHD_SIZE,
    layOut: async (disk, identity) => dynamicVhdLayout(disk.size, await readAllocatedUnits(disk, VHD_BLOCK), identity),
  },
  'vhd-fixed': {
    maxSize: MAX_VHD_SIZE,
    layOut: async (disk, identity) => fixedVhdLayout(disk.size, identity),
  },
  vhdx: {
    maxSize: MAX_VHDX_SIZE,
    layOut: async (disk, identity) =>
      vhdxLayout(disk.size, await readAllocatedUnits(disk, vhdxBlockSize(disk.size)), identity),
  },
  vmdk: {
    maxSize: MAX_VMDK_SIZE,
    layOut: async (disk, identity) => vmdkLayout(disk.size, await readAllocatedUnits(disk, USUAL_UNIT), identity),
  },
};

/**
 * Plans the file of a format. What the disk holds is asked, its data are not read. Equal disks with equal identities become
 * equal files. A disk that does not end with a sector is filled up with zeros.
 *
 * @param identity of the disk, for the identifiers in the file. Whoever knows the file sees what is made of a hash of it.
 * @throws DiskError 'limit-exceeded' for a disk that the format cannot hold, 'unsupported' for one of no bytes.
 */
export async function layOutImage(format: LaidOutFormat, disk: Blocks, identity: Buffer): Promise<Layout> {
  const writer = WRITERS[format];
  requireSize(disk.size, writer.maxSize, format);
  return writer.layOut(disk, identity);
}
