import { deflateSync } from 'node:zlib';
import { SECTOR } from '../../bytes/units.ts';

export interface VmdkOptions {
  readonly createType?: string;
  readonly version?: number;
  /** In sectors. */
  readonly capacity?: number;
  readonly grainSectors?: number;
  /** Of one grain table. */
  readonly tableEntries?: number;
  /** Replaces the extent lines. */
  readonly extents?: readonly string[];
  /** Lines added to the descriptor. */
  readonly lines?: readonly string[];
  readonly parentCid?: string;
  /** First sector of the first grain, as its table says; by default where it is. */
  readonly grain?: number;
}

const DESCRIPTOR = 1;
const DESCRIPTOR_SECTORS = 20;
const DIRECTORY = DESCRIPTOR + DESCRIPTOR_SECTORS;
const TABLE = DIRECTORY + 1;
const TABLE_SECTORS = 4;
const GRAIN = TABLE + TABLE_SECTORS;
const AT_END = 2n ** 64n - 1n;

export function vmdkDescriptor(options: VmdkOptions = {}): string {
  const { createType = 'monolithicSparse', capacity = 2048, parentCid = 'ffffffff' } = options;
  return [
    '# Disk DescriptorFile',
    'version=1',
    'CID=fffffffe',
    `parentCID=${parentCid}`,
    `createType="${createType}"`,
    '',
    '# Extent description',
    ...(options.extents ?? [`RW ${capacity} SPARSE "disk.vmdk"`]),
    '',
    '# The Disk Data Base',
    '#DDB',
    '',
    'ddb.virtualHWVersion = "4"',
    'ddb.adapterType = "ide"',
    ...(options.lines ?? []),
    '',
  ].join('\n');
}

/** A monolithicSparse VMDK ("Virtual Disk Format" 5.0) with one stored grain of 0x5a. */
export function vmdkImage(options: VmdkOptions = {}): Buffer {
  const { grainSectors = 128 } = options;
  const image = Buffer.alloc((GRAIN + Math.min(grainSectors, 2048)) * SECTOR);
  header(options, { flags: 3, directory: BigInt(DIRECTORY) }).copy(image);
  image.write(vmdkDescriptor(options), DESCRIPTOR * SECTOR, DESCRIPTOR_SECTORS * SECTOR, 'latin1');
  image.writeUInt32LE(TABLE, DIRECTORY * SECTOR);
  image.writeUInt32LE(options.grain ?? GRAIN, TABLE * SECTOR);
  return image.fill(0x5a, GRAIN * SECTOR);
}

/** A streamOptimized VMDK as VMware writes it: one compressed grain, tables behind the data, footer at the end. */
export function vmdkStreamImage(options: VmdkOptions = {}): Buffer {
  const stream: VmdkOptions = { ...options, createType: options.createType ?? 'streamOptimized' };
  const grainAt = 128;
  const data = deflateSync(Buffer.alloc((options.grainSectors ?? 128) * SECTOR, 0x5a));
  const grain = Buffer.alloc(Math.ceil((12 + data.length) / SECTOR) * SECTOR);
  grain.writeUInt32LE(data.length, 8);
  data.copy(grain, 12);
  const head = Buffer.alloc(grainAt * SECTOR);
  header(stream, { flags: 0x30001, directory: AT_END, compression: 1 }).copy(head);
  head.write(vmdkDescriptor(stream), SECTOR, DESCRIPTOR_SECTORS * SECTOR, 'latin1');
  const tableAt = grainAt + grain.length / SECTOR + 1;
  const table = Buffer.alloc(TABLE_SECTORS * SECTOR);
  table.writeUInt32LE(options.grain ?? grainAt, 0);
  const directory = Buffer.alloc(SECTOR);
  directory.writeUInt32LE(tableAt, 0);
  const directoryAt = tableAt + TABLE_SECTORS + 1;
  return Buffer.concat([
    head,
    grain,
    marker(1, TABLE_SECTORS),
    table,
    marker(2, 1),
    directory,
    marker(3, 1),
    header(stream, { flags: 0x30001, directory: BigInt(directoryAt), compression: 1 }),
    marker(0, 0),
  ]);
}

function header(options: VmdkOptions, kind: { flags: number; directory: bigint; compression?: number }): Buffer {
  const bytes = Buffer.alloc(SECTOR);
  bytes.write('KDMV', 0, 'latin1');
  bytes.writeUInt32LE(options.version ?? (kind.compression === undefined ? 1 : 3), 4);
  bytes.writeUInt32LE(kind.flags, 8);
  bytes.writeBigUInt64LE(BigInt(options.capacity ?? 2048), 12);
  bytes.writeBigUInt64LE(BigInt(options.grainSectors ?? 128), 20);
  bytes.writeBigUInt64LE(BigInt(DESCRIPTOR), 28);
  bytes.writeBigUInt64LE(BigInt(DESCRIPTOR_SECTORS), 36);
  bytes.writeUInt32LE(options.tableEntries ?? 512, 44);
  bytes.writeBigUInt64LE(kind.directory, 56);
  bytes.write('\n \r\n', 73, 'latin1');
  bytes.writeUInt16LE(kind.compression ?? 0, 77);
  return bytes;
}

/** Kind: 0 end of stream, 1 grain table, 2 grain directory, 3 footer. */
function marker(kind: number, sectors: number): Buffer {
  const bytes = Buffer.alloc(SECTOR);
  bytes.writeUInt32LE(sectors, 0);
  bytes.writeUInt32LE(kind, 12);
  return bytes;
}
