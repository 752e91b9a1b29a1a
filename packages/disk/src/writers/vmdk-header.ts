import { GiB, KiB, SECTOR } from '../bytes/units.ts';
import { uniqueBytes, uniqueUuid } from './unique-bytes.ts';

/** Hosted sparse extents count sectors in 32 bits; less by a grain than what that can say, in bytes. */
export const MAX_VMDK_SIZE = 2 * 1024 * GiB - 64 * KiB;
/** In bytes. */
export const GRAIN = 64 * KiB;
const GRAIN_SECTORS = GRAIN / SECTOR;
/** Entries of a grain table; and what of the disk lies behind one, in bytes: 32 MiB. */
export const TABLE_ENTRIES = 512;
export const BEHIND_TABLE = TABLE_ENTRIES * GRAIN;
export const TABLE_SECTORS = (TABLE_ENTRIES * 4) / SECTOR;
/** Where the descriptor is, and how much room it has, in sectors. */
export const DESCRIPTOR = { sector: 1, sectors: 20 } as const;

const HEADS = 255;
const SECTORS_PER_TRACK = 63;

/** `monolithicSparse` with both grain directories, or `streamOptimized`, whose directory is named by its footer. */
export type VmdkKind =
  | { readonly kind: 'sparse'; readonly redundantDirectory: number; readonly directory: number }
  | { readonly kind: 'stream'; readonly directory: number | 'at-end' };

const FLAG = { newlineTest: 1, redundantTable: 2, compressed: 1 << 16, markers: 1 << 17 } as const;
const DEFLATE = 1;
const AT_END = 2n ** 64n - 1n;

/** @param size of the disk in bytes, whole sectors. @param overhead sectors before the first grain. */
export function vmdkHeader(size: number, of: VmdkKind, overhead: number): Buffer {
  const bytes = Buffer.alloc(SECTOR);
  const stream = of.kind === 'stream';
  bytes.write('KDMV', 0, 'latin1');
  bytes.writeUInt32LE(stream ? 3 : 1, 4);
  const flags = stream ? FLAG.compressed | FLAG.markers : FLAG.redundantTable;
  bytes.writeUInt32LE(FLAG.newlineTest | flags, 8);
  bytes.writeBigUInt64LE(BigInt(size / SECTOR), 12);
  bytes.writeBigUInt64LE(BigInt(GRAIN_SECTORS), 20);
  bytes.writeBigUInt64LE(BigInt(DESCRIPTOR.sector), 28);
  bytes.writeBigUInt64LE(BigInt(DESCRIPTOR.sectors), 36);
  bytes.writeUInt32LE(TABLE_ENTRIES, 44);
  bytes.writeBigUInt64LE(BigInt(stream ? 0 : of.redundantDirectory), 48);
  bytes.writeBigUInt64LE(of.directory === 'at-end' ? AT_END : BigInt(of.directory), 56);
  bytes.writeBigUInt64LE(BigInt(overhead), 64);
  bytes.write('\n \r\n', 73, 'latin1');
  bytes.writeUInt16LE(stream ? DEFLATE : 0, 77);
  return bytes;
}

/** The text in the file ("Virtual Disk Format" 5.0, "The Descriptor File"), which readers want to be padded by zeros. */
export function vmdkDescriptor(size: number, kind: VmdkKind['kind'], identity: Buffer): Buffer {
  const sectors = size / SECTOR;
  // All ones and all but one stand for "no parent" and "never written".
  const contentId = uniqueBytes(identity, 'vmdk content', 4).readUInt32BE() & 0x7fffffff;
  const text = [
    '# Disk DescriptorFile',
    'version=1',
    'encoding="UTF-8"',
    `CID=${contentId.toString(16).padStart(8, '0')}`,
    'parentCID=ffffffff',
    `createType="${kind === 'sparse' ? 'monolithicSparse' : 'streamOptimized'}"`,
    '',
    '# Extent description',
    // Readers take the extent for the file that the descriptor is in, whatever that is called by now.
    `RW ${sectors} SPARSE "disk.vmdk"`,
    '',
    '# The Disk Data Base',
    '#DDB',
    '',
    'ddb.virtualHWVersion = "4"',
    `ddb.geometry.cylinders = "${Math.max(1, Math.floor(sectors / (HEADS * SECTORS_PER_TRACK)))}"`,
    `ddb.geometry.heads = "${HEADS}"`,
    `ddb.geometry.sectors = "${SECTORS_PER_TRACK}"`,
    'ddb.adapterType = "lsilogic"',
    `ddb.uuid = "${printedUuid(uniqueUuid(identity, 'vmdk disk'))}"`,
    '',
  ].join('\n');
  const bytes = Buffer.alloc(DESCRIPTOR.sectors * SECTOR);
  bytes.write(text, 'latin1');
  return bytes;
}

/** As VMware prints it: `60 00 c2 9e 00 … -00 …`. */
function printedUuid(uuid: Buffer): string {
  const pairs = Array.from(uuid, (byte) => byte.toString(16).padStart(2, '0'));
  return `${pairs.slice(0, 8).join(' ')}-${pairs.slice(8).join(' ')}`;
}
