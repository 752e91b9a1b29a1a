import type { ByteSource } from '../../byte-source.ts';
import { KiB, MiB, SECTOR } from '../../bytes/units.ts';
import { DiskError } from '../../disk-error.ts';
import { cachedSource } from '../../sources/cached-source.ts';
import { readCopy, readExactly } from '../read-exactly.ts';
import { FIRST_CLUSTER, type Geometry, isFat, parseBootSector } from './boot-sector.ts';

/** Holds a whole number of entries of 12, 16 and 32 bits. */
const PIECE = 48 * KiB;
/** Tables are counted through up to this length: a volume of 512 GiB with the usual clusters. */
const MAX_COUNTED = 64 * MiB;
const INFO = { lead: 0x41615252, at: 484, mark: 0x61417272, free: 488 } as const;

/** What the parts of the reader share. */
export interface Volume {
  readonly geometry: Geometry;
  /** For file contents. */
  readonly data: ByteSource;
  /** For the table and directories. */
  readonly metadata: ByteSource;
  /** Where a cluster begins, in bytes. @throws DiskError `malformed` for one that does not exist. */
  offsetOf(cluster: number): number;
  /** The cluster behind this one in its chain; null at the end. @throws DiskError */
  next(cluster: number): Promise<number | null>;
  /** How many clusters are free. @throws DiskError */
  freeClusters(): Promise<number>;
  /** What the first entries of the table say about the last owner: that it is at work, and what it found. */
  marks(): Promise<{ readonly dirty: boolean; readonly errors: boolean }>;
}

/** @throws DiskError */
export async function openVolume(source: ByteSource): Promise<Volume> {
  const metadata = cachedSource(source);
  const boot = await readCopy(metadata, 0, SECTOR, 'boot sector of the FAT file system');
  if (!isFat(boot)) throw new DiskError('malformed', 'There is no FAT file system here.');
  const geometry = parseBootSector(boot);
  const { bits, clusters, clusterSize, tableOffset, dataOffset, size } = geometry;
  if (size > source.size) {
    throw new DiskError('malformed', `The FAT file system has ${size} bytes, but only ${source.size} are there.`);
  }
  const last = 2 ** Math.min(bits, 28) - 1;

  async function entry(index: number): Promise<number> {
    const at = tableOffset + Math.floor((index * bits) / 8);
    const bytes = await readExactly(metadata, at, bits === 32 ? 4 : 2, 'allocation table');
    return valueOf(bytes, 0, index, bits);
  }

  function offsetOf(cluster: number): number {
    if (cluster >= FIRST_CLUSTER && cluster < FIRST_CLUSTER + clusters) {
      return dataOffset + (cluster - FIRST_CLUSTER) * clusterSize;
    }
    throw new DiskError('malformed', `There is no cluster ${cluster} in a FAT file system of ${clusters}.`);
  }

  return {
    geometry,
    data: source,
    metadata,
    offsetOf,
    async next(cluster) {
      const value = await entry(cluster);
      if (value >= last - 7) return null;
      offsetOf(value);
      return value;
    },
    freeClusters: async () => (await countedBefore(metadata, geometry)) ?? countFree(source, geometry),
    async marks() {
      if (bits === 12) return { dirty: geometry.dirty, errors: false };
      // The two highest bits are cleared: "clean shutdown" and "no errors while reading".
      const value = await entry(1);
      const clean = bits === 16 ? 0x8000 : 0x08000000;
      return { dirty: geometry.dirty || (value & clean) === 0, errors: (value & (clean / 2)) === 0 };
    },
  };
}

/** The value of entry `index`, whose first byte is at `at`. The upper four bits of FAT32 are not part of it. */
function valueOf(bytes: Buffer, at: number, index: number, bits: Geometry['bits']): number {
  if (bits === 32) return bytes.readUInt32LE(at) % 2 ** 28;
  const value = bytes.readUInt16LE(at);
  if (bits === 16) return value;
  return index % 2 === 0 ? value & 0xfff : value >>> 4;
}

/** FAT32 keeps the number of free clusters; null where it does not know, or can't be right. */
async function countedBefore(source: ByteSource, { infoOffset, clusters }: Geometry): Promise<number | null> {
  if (infoOffset === null) return null;
  const info = await source.read(infoOffset, SECTOR);
  if (info.length < SECTOR || info.readUInt32LE(0) !== INFO.lead || info.readUInt32LE(INFO.at) !== INFO.mark)
    return null;
  const free = info.readUInt32LE(INFO.free);
  return free <= clusters ? free : null;
}

async function countFree(source: ByteSource, { bits, clusters, tableOffset }: Geometry): Promise<number> {
  const end = FIRST_CLUSTER + clusters;
  if ((end * bits) / 8 > MAX_COUNTED) {
    throw new DiskError('limit-exceeded', 'The FAT file system is too large to count its free clusters.');
  }
  const perPiece = (PIECE * 8) / bits;
  let free = 0;
  for (let start = 0; start < end; start += perPiece) {
    const count = Math.min(perPiece, end - start);
    const length = Math.ceil((count * bits) / 8);
    const piece = await readExactly(source, tableOffset + (start * bits) / 8, length, 'allocation table');
    for (let index = Math.max(start, FIRST_CLUSTER); index < start + count; index++) {
      if (valueOf(piece, Math.floor(((index - start) * bits) / 8), index, bits) === 0) free += 1;
    }
  }
  return free;
}
