import { crc32c } from '../bytes/crc32c.ts';
import { writeGuid } from '../bytes/guid.ts';
import { GiB, KiB, MiB, roundUp, SECTOR } from '../bytes/units.ts';
import type { AllocatedUnits } from './allocated-units.ts';
import { fixedRegion, packedLength, tableRegion, type Layout } from './layout.ts';
import { uniqueUuid } from './unique-bytes.ts';

/** The format's limit, in bytes. */
export const MAX_VHDX_SIZE = 64 * 1024 * GiB;

const HEADERS = [64 * KiB, 128 * KiB] as const;
const REGION_TABLES = [192 * KiB, 256 * KiB] as const;
const LOG = { offset: MiB, length: MiB } as const;
const METADATA = { offset: 2 * MiB, length: MiB } as const;
const TABLE = 3 * MiB;
/** Sectors that one block of the sector bitmap speaks of; it has an entry in the table of every format's disk ([MS-VHDX] 2.5). */
const SECTORS_PER_BITMAP = 2 ** 23;
/** Block tables are kept below this, in entries, by larger blocks: 8 MiB. */
const MAX_BLOCKS = 2 ** 20;

/** States of payload blocks ([MS-VHDX] 2.5.1.1). What is not stored is defined to be zeros, not left undefined. */
const STATE = { zero: 2, fullyPresent: 6 } as const;
const NO_LEAD = Buffer.alloc(0);

/** What a file of such a disk is divided into, in bytes: 1 MiB, as advised for guests whose file systems are sparse, or more. */
export function vhdxBlockSize(size: number): number {
  let blockSize = MiB;
  while (Math.ceil(size / blockSize) > MAX_BLOCKS) blockSize *= 2;
  return blockSize;
}

/**
 * A dynamic VHDX whose log is empty ([MS-VHDX]); all is on a grid of 1 MiB:
 *
 *     identifier, headers, region tables │ log │ metadata │ block table │ blocks
 *
 * @param units of {@link vhdxBlockSize}.
 */
export function vhdxLayout(size: number, units: AllocatedUnits, identity: Buffer): Layout {
  const blockSize = units.unitSize;
  const perBitmap = (SECTORS_PER_BITMAP * SECTOR) / blockSize;
  const entries = units.total + Math.floor((units.total - 1) / perBitmap);
  const tableLength = roundUp(entries * 8, MiB);
  const dataAt = TABLE + tableLength;
  const length = packedLength(units, 0, blockSize);
  return {
    size: dataAt + length,
    regions: [
      fixedRegion(0, fileIdentifier()),
      ...HEADERS.map((offset, copy) => fixedRegion(offset, header(copy, identity))),
      ...REGION_TABLES.map((offset) => fixedRegion(offset, regionTable(tableLength))),
      fixedRegion(METADATA.offset, metadata(roundUp(size, SECTOR), blockSize, identity)),
      tableRegion(TABLE, tableLength, {
        size: 8,
        count: entries,
        write: (piece, at, index) => {
          // Every so many blocks an entry for a bitmap, which only differencing disks have.
          if (index % (perBitmap + 1) === perBitmap) return;
          const block = index - Math.floor(index / (perBitmap + 1));
          if (!units.has(block)) return void piece.writeUInt8(STATE.zero, at);
          const offset = dataAt + units.rank(block) * blockSize;
          piece.writeUInt32LE((offset % 2 ** 32) + STATE.fullyPresent, at);
          piece.writeUInt32LE(Math.floor(offset / 2 ** 32), at + 4);
        },
      }),
    ],
    data: { kind: 'packed', offset: dataAt, length, units, lead: NO_LEAD },
  };
}

/** [MS-VHDX] 2.2.1. */
function fileIdentifier(): Buffer {
  const bytes = Buffer.alloc(8 + 512);
  bytes.write('vhdxfile', 0, 'latin1');
  bytes.write('Ingot', 8, 'utf16le');
  return bytes;
}

/** [MS-VHDX] 2.2.2. The nil log identifier says that there is nothing to replay. */
function header(copy: number, identity: Buffer): Buffer {
  const bytes = Buffer.alloc(4 * KiB);
  bytes.write('head', 0, 'latin1');
  bytes.writeBigUInt64LE(BigInt(copy + 1), 8);
  uniqueUuid(identity, 'vhdx file').copy(bytes, 16);
  uniqueUuid(identity, 'vhdx data').copy(bytes, 32);
  bytes.writeUInt16LE(1, 66);
  bytes.writeUInt32LE(LOG.length, 68);
  bytes.writeBigUInt64LE(BigInt(LOG.offset), 72);
  return withChecksum(bytes);
}

/** [MS-VHDX] 2.2.3. */
function regionTable(tableLength: number): Buffer {
  const bytes = Buffer.alloc(64 * KiB);
  const regions = [
    { id: '2dc27766-f623-4200-9d64-115e9bfd4a08', offset: TABLE, length: tableLength },
    { id: '8b7ca206-4790-4b9a-b8fe-575f050f886e', ...METADATA },
  ];
  bytes.write('regi', 0, 'latin1');
  bytes.writeUInt32LE(regions.length, 8);
  for (const [index, { id, offset, length }] of regions.entries()) {
    const at = 16 + index * 32;
    writeGuid(bytes, at, id);
    bytes.writeBigUInt64LE(BigInt(offset), at + 16);
    bytes.writeUInt32LE(length, at + 24);
    bytes.writeUInt32LE(REQUIRED_REGION, at + 28);
  }
  return withChecksum(bytes);
}

const REQUIRED_REGION = 1;
/** Of metadata items ([MS-VHDX] 2.6.1.2). */
const OF_VIRTUAL_DISK = 2;
const REQUIRED_ITEM = 4;

/** [MS-VHDX] 2.6. */
function metadata(virtualSize: number, blockSize: number, identity: Buffer): Buffer {
  const sector = littleEndian(4, SECTOR);
  const items = [
    { id: 'caa16737-fa36-4d43-b3b6-33f0aa44e76b', data: littleEndian(8, blockSize), flags: REQUIRED_ITEM },
    { id: '2fa54224-cd1b-4876-b211-5dbed83bf4b8', data: littleEndian(8, virtualSize) },
    { id: 'beca12ab-b2e6-4523-93ef-c309e000c746', data: uniqueUuid(identity, 'vhdx disk') },
    { id: '8141bf1d-a96f-4709-ba47-f233a8faab5f', data: sector },
    { id: 'cda348c7-445d-4471-9cc9-e9885251c556', data: sector },
  ];
  const bytes = Buffer.alloc(64 * KiB + items.length * 16);
  bytes.write('metadata', 0, 'latin1');
  bytes.writeUInt16LE(items.length, 10);
  for (const [index, { id, data, flags = REQUIRED_ITEM | OF_VIRTUAL_DISK }] of items.entries()) {
    const at = 32 + index * 32;
    const dataAt = 64 * KiB + index * 16;
    writeGuid(bytes, at, id);
    bytes.writeUInt32LE(dataAt, at + 16);
    bytes.writeUInt32LE(data.length, at + 20);
    bytes.writeUInt32LE(flags, at + 24);
    data.copy(bytes, dataAt);
  }
  return bytes;
}

function littleEndian(length: number, value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes.subarray(0, length);
}

function withChecksum(bytes: Buffer): Buffer {
  bytes.writeUInt32LE(crc32c(bytes), 4);
  return bytes;
}
