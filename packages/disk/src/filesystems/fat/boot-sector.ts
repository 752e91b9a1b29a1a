import { isPowerOfTwo, SECTOR } from '../../bytes/units.ts';
import { DiskError } from '../../disk-error.ts';

const BOOT_SIGNATURE = 0xaa55;
const EXTENDED_SIGNATURE = 0x29;
const JUMPS = new Set([0xeb, 0xe9]);
const RECORD = 32;
/** Numbers of clusters begin here; the entries before hold marks of the whole table. */
export const FIRST_CLUSTER = 2;
/** With more clusters the table needs 16 bits for each (Linux, fs/fat/inode.c, MAX_FAT12). */
const MAX_FAT12 = 0xff4;
const MAX_FAT32 = 0x0ffffff6;

/** The geometry of a FAT volume, in bytes unless it says otherwise. */
export interface Geometry {
  readonly bits: 12 | 16 | 32;
  readonly size: number;
  readonly clusterSize: number;
  /** How many there are; the last one has the number `clusters + 1`. */
  readonly clusters: number;
  /** Of the first copy of the allocation table. */
  readonly tableOffset: number;
  /** Where cluster 2 begins. */
  readonly dataOffset: number;
  readonly root:
    | { readonly kind: 'region'; readonly offset: number; readonly size: number }
    | { readonly kind: 'chain'; readonly cluster: number };
  /** Of the sector that counts free clusters; null where there is none. */
  readonly infoOffset: number | null;
  readonly label: string | null;
  readonly uuid: string | null;
  /** Set while a system has the volume mounted. */
  readonly dirty: boolean;
}

/**
 * True for a boot sector of FAT12, FAT16 or FAT32, as Linux tells it: by its numbers, because the letters "FAT" in it are
 * decoration (Microsoft, "FAT32 File System Specification" 1.03).
 */
export function isFat(head: Buffer): boolean {
  if (head.length < SECTOR || head.readUInt16LE(510) !== BOOT_SIGNATURE || !JUMPS.has(head.readUInt8(0))) return false;
  const sectorSize = head.readUInt16LE(11);
  const media = head.readUInt8(21);
  return (
    [512, 1024, 2048, 4096].includes(sectorSize) &&
    isPowerOfTwo(head.readUInt8(13)) &&
    head.readUInt16LE(14) > 0 &&
    [1, 2].includes(head.readUInt8(16)) &&
    (media === 0xf0 || media >= 0xf8) &&
    (head.readUInt16LE(22) > 0 || head.readUInt32LE(36) > 0)
  );
}

/** @param boot for which {@link isFat} holds. @throws DiskError `malformed`, `unsupported` */
export function parseBootSector(boot: Buffer): Geometry {
  const sectorSize = boot.readUInt16LE(11);
  const clusterSize = boot.readUInt8(13) * sectorSize;
  const shortTable = boot.readUInt16LE(22);
  const wide = shortTable === 0;
  const tableSize = (wide ? boot.readUInt32LE(36) : shortTable) * sectorSize;
  const tableOffset = boot.readUInt16LE(14) * sectorSize;
  const rootOffset = tableOffset + boot.readUInt8(16) * tableSize;
  const rootSize = boot.readUInt16LE(17) * RECORD;
  const dataOffset = rootOffset + Math.ceil(rootSize / sectorSize) * sectorSize;
  const size = (boot.readUInt16LE(19) || boot.readUInt32LE(32)) * sectorSize;
  const fitting = Math.floor((size - dataOffset) / clusterSize);
  if (fitting < 1) throw new DiskError('malformed', 'The FAT file system has no room for files.');
  const bits = wide ? 32 : fitting <= MAX_FAT12 ? 12 : 16;
  const clusters = Math.min(fitting, Math.floor((tableSize * 8) / bits) - FIRST_CLUSTER);
  if (clusters < 1 || clusters > MAX_FAT32)
    throw new DiskError('malformed', `The FAT file system has ${clusters} clusters.`);
  if (wide && boot.readUInt16LE(42) !== 0)
    throw new DiskError('unsupported', 'The FAT32 file system has an unknown version.');
  // What follows is further back where the table's length takes four bytes.
  const extended = wide ? 64 : 36;
  const signed = boot.readUInt8(extended + 2) === EXTENDED_SIGNATURE;
  const info = wide ? boot.readUInt16LE(48) : 0;
  return {
    bits,
    size,
    clusterSize,
    clusters,
    tableOffset,
    dataOffset,
    root: wide
      ? { kind: 'chain', cluster: boot.readUInt32LE(44) }
      : { kind: 'region', offset: rootOffset, size: rootSize },
    infoOffset: info === 0 || info === 0xffff ? null : info * sectorSize,
    label: signed ? labelOf(boot.subarray(extended + 7, extended + 18)) : null,
    uuid: signed ? serialOf(boot.readUInt32LE(extended + 3)) : null,
    dirty: (boot.readUInt8(extended + 1) & 1) !== 0,
  };
}

/** @param bytes the eleven of a label. @returns null for none. */
export function labelOf(bytes: Buffer): string | null {
  const label = bytes.toString('latin1').trimEnd();
  return label === '' || label === 'NO NAME' ? null : label;
}

function serialOf(serial: number): string {
  return serial
    .toString(16)
    .toUpperCase()
    .padStart(8, '0')
    .replace(/^(.{4})/, '$1-');
}
