import { uint64LE } from '../../bytes/uint64.ts';
import { isPowerOfTwo, KiB, MiB } from '../../bytes/units.ts';
import { DiskError } from '../../disk-error.ts';

const SIGNATURE = 'NTFS    ';
const BOOT_SECTOR = 512;
const SECTOR = { least: 256, most: 4 * KiB };
const MAX_CLUSTER = 2 * MiB;
const RECORD = { least: 512, most: 4 * KiB };
const INDEX_BLOCK = { least: 512, most: 64 * KiB };

/** What the boot sector says of the volume. Sizes and offsets in bytes. */
export interface Geometry {
  readonly clusterSize: number;
  /** Whole clusters of the volume. */
  readonly clusters: number;
  /** Of the first part of the master file table. */
  readonly mftOffset: number;
  /** Of one record of that table. */
  readonly recordSize: number;
  /** Of one node of a directory. */
  readonly indexBlockSize: number;
  /** As `blkid` prints it. */
  readonly serial: string;
}

/** True when an NTFS volume starts here. A volume encrypted with BitLocker says `-FVE-FS-` instead. */
export function isNtfs(head: Buffer): boolean {
  return head.length >= BOOT_SECTOR && head.toString('latin1', 3, 3 + SIGNATURE.length) === SIGNATURE;
}

/** The BIOS parameter block (Microsoft, "How NTFS Works", "NTFS Boot Sector"). @throws DiskError */
export function parseGeometry(bootSector: Buffer): Geometry {
  if (!isNtfs(bootSector)) throw new DiskError('malformed', 'No NTFS volume starts here.');
  const sector = within(bootSector.readUInt16LE(11), SECTOR, 'sectors');
  const clusterSize = within(
    sector * sectorsPerCluster(bootSector.readUInt8(13)),
    { least: 1, most: MAX_CLUSTER },
    'clusters',
  );
  return {
    clusterSize,
    clusters: Math.floor((uint64LE(bootSector, 40) * sector) / clusterSize),
    mftOffset: uint64LE(bootSector, 48) * clusterSize,
    recordSize: within(lengthOf(bootSector.readInt8(64), clusterSize), RECORD, 'records'),
    indexBlockSize: within(lengthOf(bootSector.readInt8(68), clusterSize), INDEX_BLOCK, 'index blocks'),
    serial: bootSector.readBigUInt64LE(72).toString(16).toUpperCase().padStart(16, '0'),
  };
}

/** Above 128 it is the negative of a power of two: the clusters of 128 KiB and more of Windows 10. */
function sectorsPerCluster(field: number): number {
  return field <= 128 ? field : 2 ** (256 - field);
}

/** In clusters, or below zero the negative of a power of two in bytes. */
function lengthOf(field: number, clusterSize: number): number {
  return field > 0 ? field * clusterSize : 2 ** -field;
}

function within(size: number, { least, most }: { least: number; most: number }, what: string): number {
  if (!isPowerOfTwo(size) || size < least || size > most) {
    throw new DiskError(
      'malformed',
      `The NTFS volume claims ${what} of ${size} bytes, which the format does not have.`,
    );
  }
  return size;
}
