import { crc32c } from '../../bytes/crc32c.ts';
import { writeGuid } from '../../bytes/guid.ts';
import { KiB, MiB } from '../../bytes/units.ts';

export interface VhdxOptions {
  /** In bytes. */
  readonly virtualSize?: number;
  readonly blockSize?: number;
  readonly logicalSectorSize?: number;
  /** A non-zero log identifier: the disk was not closed. */
  readonly dirtyLog?: boolean;
  readonly version?: number;
  readonly hasParent?: boolean;
  /** Further regions, by identifier. */
  readonly regions?: readonly { readonly id: string; readonly required: boolean }[];
  /** Metadata items to leave out, by their place. */
  readonly without?: readonly number[];
  /** Further metadata items, by identifier. */
  readonly items?: readonly { readonly id: string; readonly required: boolean }[];
  /** Replaces the block allocation table: by default the first block is stored, all 0x5a. */
  readonly blockTable?: readonly bigint[];
}

export const VHDX_PARENT_LOCATOR = 'a8d35f2d-b30b-454d-abf7-d3d84834ab0c';
const AT = { headers: [64 * KiB, 128 * KiB], regions: [192 * KiB, 256 * KiB], table: 2 * MiB, metadata: 3 * MiB };
const DATA = 4 * MiB;
const FULLY_PRESENT = 6n;

/** A VHDX ([MS-VHDX]) with one block stored at 4 MiB, both copies of each table, and checksums that are right. */
export function vhdxImage(options: VhdxOptions = {}): Buffer {
  const { blockSize = MiB } = options;
  const image = Buffer.alloc(DATA + Math.min(blockSize, 4 * MiB));
  image.write('vhdxfile', 0, 'latin1');
  for (const [index, at] of AT.headers.entries()) headerCopy(options, index).copy(image, at);
  for (const at of AT.regions) regionTable(options).copy(image, at);
  metadata(options).copy(image, AT.metadata);
  const table = options.blockTable ?? [(BigInt(DATA / MiB) << 20n) | FULLY_PRESENT];
  for (const [index, entry] of table.entries()) image.writeBigUInt64LE(entry, AT.table + index * 8);
  return image.fill(0x5a, DATA);
}

function headerCopy(options: VhdxOptions, sequence: number): Buffer {
  const bytes = Buffer.alloc(4 * KiB);
  bytes.write('head', 0, 'latin1');
  bytes.writeBigUInt64LE(BigInt(sequence), 8);
  if (options.dirtyLog === true) bytes.fill(0x11, 48, 64);
  bytes.writeUInt16LE(options.version ?? 1, 66);
  bytes.writeUInt32LE(MiB, 68);
  bytes.writeBigUInt64LE(BigInt(MiB), 72);
  return withChecksum(bytes);
}

function regionTable(options: VhdxOptions): Buffer {
  const bytes = Buffer.alloc(64 * KiB);
  const regions = [
    { id: '2dc27766-f623-4200-9d64-115e9bfd4a08', offset: AT.table, required: true },
    { id: '8b7ca206-4790-4b9a-b8fe-575f050f886e', offset: AT.metadata, required: true },
    ...(options.regions ?? []).map((region) => ({ ...region, offset: AT.metadata })),
  ];
  bytes.write('regi', 0, 'latin1');
  bytes.writeUInt32LE(regions.length, 8);
  for (const [index, { id, offset, required }] of regions.entries()) {
    const at = 16 + index * 32;
    writeGuid(bytes, at, id);
    bytes.writeBigUInt64LE(BigInt(offset), at + 16);
    bytes.writeUInt32LE(MiB, at + 24);
    bytes.writeUInt32LE(required ? 1 : 0, at + 28);
  }
  return withChecksum(bytes);
}

function metadata(options: VhdxOptions): Buffer {
  const { virtualSize = 2 ** 20, blockSize = MiB, logicalSectorSize = 512, hasParent = false } = options;
  const parameters = Buffer.alloc(8);
  parameters.writeUInt32LE(blockSize);
  parameters.writeUInt32LE(hasParent ? 2 : 0, 4);
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(virtualSize));
  const sector = Buffer.alloc(4);
  sector.writeUInt32LE(logicalSectorSize);
  const items = [
    { id: 'caa16737-fa36-4d43-b3b6-33f0aa44e76b', data: parameters, required: true },
    { id: '2fa54224-cd1b-4876-b211-5dbed83bf4b8', data: size, required: true },
    { id: '8141bf1d-a96f-4709-ba47-f233a8faab5f', data: sector, required: true },
    { id: 'cda348c7-445d-4471-9cc9-e9885251c556', data: sector, required: true },
    { id: 'beca12ab-b2e6-4523-93ef-c309e000c746', data: Buffer.alloc(16, 7), required: true },
    ...(options.items ?? []).map((item) => ({ ...item, data: Buffer.alloc(8) })),
  ];
  const kept = items.filter((_, index) => !(options.without ?? []).includes(index));
  const bytes = Buffer.alloc(MiB);
  bytes.write('metadata', 0, 'latin1');
  bytes.writeUInt16LE(kept.length, 10);
  for (const [index, { id, data, required }] of kept.entries()) {
    const at = 32 + index * 32;
    const dataAt = 64 * KiB + index * 16;
    writeGuid(bytes, at, id);
    bytes.writeUInt32LE(dataAt, at + 16);
    bytes.writeUInt32LE(data.length, at + 20);
    bytes.writeUInt32LE(required ? 4 : 0, at + 24);
    data.copy(bytes, dataAt);
  }
  return bytes;
}

function withChecksum(bytes: Buffer): Buffer {
  bytes.writeUInt32LE(crc32c(bytes), 4);
  return bytes;
}
