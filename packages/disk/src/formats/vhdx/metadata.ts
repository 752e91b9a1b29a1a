import type { ByteSource } from '../../byte-source.ts';
import { guidAt } from '../../bytes/guid.ts';
import { uint64LE } from '../../bytes/uint64.ts';
import { GiB, isPowerOfTwo, KiB, MiB } from '../../bytes/units.ts';
import { readExactly } from '../bounded-read.ts';
import { refuse } from '../refusal.ts';
import type { Region } from './region-table.ts';

const TABLE_LENGTH = 64 * KiB;
const SIGNATURE = 'metadata';
const MAX_ENTRIES = 2047;
const REQUIRED = 1 << 2;
const HAS_PARENT = 1 << 1;
const BLOCK_SIZE = { least: MiB, most: 256 * MiB };
const MAX_VIRTUAL_SIZE = 64 * 1024 * GiB;
const SECTOR_SIZES = new Set([512, 4096]);

/** Items by identifier ([MS-VHDX] 2.6.2): what we read, and how long it must be. */
const ITEM = {
  fileParameters: { id: 'caa16737-fa36-4d43-b3b6-33f0aa44e76b', length: 8 },
  virtualSize: { id: '2fa54224-cd1b-4876-b211-5dbed83bf4b8', length: 8 },
  logicalSectorSize: { id: '8141bf1d-a96f-4709-ba47-f233a8faab5f', length: 4 },
} as const;
const PARENT_LOCATOR = 'a8d35f2d-b30b-454d-abf7-d3d84834ab0c';
const HARMLESS = new Set(['beca12ab-b2e6-4523-93ef-c309e000c746', 'cda348c7-445d-4471-9cc9-e9885251c556']); // page 83, physical sector

export interface VhdxMetadata {
  readonly virtualSize: number;
  readonly blockSize: number;
  readonly logicalSectorSize: number;
}

/** The metadata of a disk that stands alone ([MS-VHDX] 2.6). */
export async function readMetadata(source: ByteSource, region: Region): Promise<VhdxMetadata> {
  const items = await readItems(source, region);
  const item = async ({ id, length }: { id: string; length: number }): Promise<Buffer> => {
    const offset = items.get(id);
    if (offset === undefined || offset + length > region.length) {
      return refuse('malformed', `The VHDX metadata lack the required item ${id}.`);
    }
    return readExactly(source, region.offset + offset, length, 'VHDX metadata item');
  };

  const parameters = Buffer.from(await item(ITEM.fileParameters));
  if ((parameters.readUInt32LE(4) & HAS_PARENT) !== 0) {
    refuse('backing-file', 'The VHDX is a differencing disk: it needs its parent.');
  }
  const blockSize = parameters.readUInt32LE(0);
  if (!isPowerOfTwo(blockSize) || blockSize < BLOCK_SIZE.least || blockSize > BLOCK_SIZE.most) {
    refuse('malformed', `The VHDX has blocks of ${blockSize} bytes; the format allows 1 to 256 MiB.`);
  }
  const logicalSectorSize = (await item(ITEM.logicalSectorSize)).readUInt32LE(0);
  if (!SECTOR_SIZES.has(logicalSectorSize)) {
    refuse('malformed', `The VHDX has sectors of ${logicalSectorSize} bytes; the format allows 512 and 4096.`);
  }
  const virtualSize = uint64LE(await item(ITEM.virtualSize), 0);
  if (virtualSize > MAX_VIRTUAL_SIZE || virtualSize % logicalSectorSize !== 0) {
    refuse(
      'malformed',
      `The VHDX claims a disk of ${virtualSize} bytes; the format allows whole sectors up to 64 TiB.`,
    );
  }
  return { virtualSize, blockSize, logicalSectorSize };
}

/** Offsets of the items within the region, by identifier. */
async function readItems(source: ByteSource, region: Region): Promise<ReadonlyMap<string, number>> {
  const table = await readExactly(source, region.offset, TABLE_LENGTH, 'VHDX metadata table');
  if (table.toString('latin1', 0, SIGNATURE.length) !== SIGNATURE) {
    refuse('malformed', `The VHDX has no metadata table at byte ${region.offset}.`);
  }
  const entries = table.readUInt16LE(10);
  if (entries > MAX_ENTRIES) refuse('table-too-large', `The VHDX metadata table claims ${entries} entries; 2047 fit.`);
  const known = new Set<string>(Object.values(ITEM).map(({ id }) => id));
  const items = new Map<string, number>();
  for (let index = 0; index < entries; index++) {
    const at = 32 + index * 32;
    const id = guidAt(table, at);
    if (id === PARENT_LOCATOR) refuse('backing-file', 'The VHDX names a parent disk.');
    if (items.has(id)) refuse('malformed', `The VHDX metadata hold the item ${id} twice.`);
    const required = (table.readUInt32LE(at + 24) & REQUIRED) !== 0;
    if (required && !known.has(id) && !HARMLESS.has(id)) {
      refuse('unknown-feature', `The VHDX needs a metadata item that we do not know (${id}).`);
    }
    items.set(id, table.readUInt32LE(at + 16));
  }
  return items;
}
