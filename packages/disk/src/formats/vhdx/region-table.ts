import type { ByteSource } from '../../byte-source.ts';
import { crc32c } from '../../bytes/crc32c.ts';
import { guidAt } from '../../bytes/guid.ts';
import { uint64LE } from '../../bytes/uint64.ts';
import { KiB, MiB } from '../../bytes/units.ts';
import { readExactly, requireWithin } from '../bounded-read.ts';
import { refuse } from '../refusal.ts';

const COPIES = [192 * KiB, 256 * KiB];
const TABLE_LENGTH = 64 * KiB;
const SIGNATURE = 'regi';
const MAX_ENTRIES = 2047;
const REQUIRED = 1;
const BLOCK_ALLOCATION = '2dc27766-f623-4200-9d64-115e9bfd4a08';
const METADATA = '8b7ca206-4790-4b9a-b8fe-575f050f886e';

export interface Region {
  /** In bytes, within the file. */
  readonly offset: number;
  readonly length: number;
}

export interface Regions {
  readonly blockAllocation: Region;
  readonly metadata: Region;
}

/** The region table ([MS-VHDX] 2.2.3), from the first of its two copies that is sound. */
export async function readRegions(source: ByteSource): Promise<Regions> {
  for (const offset of COPIES) {
    const table = Buffer.from(await readExactly(source, offset, TABLE_LENGTH, 'VHDX region table'));
    if (isSound(table)) return parse(source, table);
  }
  return refuse('malformed', 'Neither region table of the VHDX is sound.');
}

function isSound(table: Buffer): boolean {
  if (table.toString('latin1', 0, 4) !== SIGNATURE) return false;
  const checksum = table.readUInt32LE(4);
  const zeroed = Buffer.from(table);
  zeroed.writeUInt32LE(0, 4);
  return crc32c(zeroed) === checksum;
}

function parse(source: ByteSource, table: Buffer): Regions {
  const entries = table.readUInt32LE(8);
  if (entries > MAX_ENTRIES) refuse('table-too-large', `The VHDX region table claims ${entries} entries; 2047 fit.`);
  const found = new Map<string, Region>();
  for (let index = 0; index < entries; index++) {
    const at = 16 + index * 32;
    const id = guidAt(table, at);
    if (id !== BLOCK_ALLOCATION && id !== METADATA) {
      if ((table.readUInt32LE(at + 28) & REQUIRED) !== 0) {
        refuse('unknown-feature', `The VHDX needs a region that we do not know (${id}).`);
      }
      continue;
    }
    if (found.has(id)) refuse('malformed', `The VHDX names the region ${id} twice.`);
    found.set(id, regionAt(source, table, at));
  }
  const blockAllocation = found.get(BLOCK_ALLOCATION);
  const metadata = found.get(METADATA);
  if (blockAllocation === undefined || metadata === undefined) {
    return refuse('malformed', 'The VHDX has no block allocation table or no metadata.');
  }
  return { blockAllocation, metadata };
}

function regionAt(source: ByteSource, table: Buffer, at: number): Region {
  const offset = uint64LE(table, at + 16);
  const length = table.readUInt32LE(at + 24);
  if (offset % MiB !== 0 || offset < MiB)
    refuse('malformed', `A VHDX region starts at byte ${offset}, off the 1 MiB grid.`);
  requireWithin(source, offset, length, 'VHDX region');
  return { offset, length };
}
