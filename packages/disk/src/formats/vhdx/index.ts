import type { ByteSource } from '../../byte-source.ts';
import { MiB } from '../../bytes/units.ts';
import { mapBlocks, requireSound, UNSTORED } from '../block-places.ts';
import { requireWithin, tablePieces } from '../bounded-read.ts';
import type { MappedExtent } from '../disk-map.ts';
import type { FormatProbe } from '../format-probe.ts';
import { refuse } from '../refusal.ts';
import { checkHeader } from './header.ts';
import { readMetadata } from './metadata.ts';
import type { VhdxMetadata } from './metadata.ts';
import { readRegions } from './region-table.ts';
import type { Regions } from './region-table.ts';

const MAGIC = 'vhdxfile';
/** States of a payload block ([MS-VHDX] 2.5.1.1); 4 and 5 do not exist. */
const FULLY_PRESENT = 6;
const PARTIALLY_PRESENT = 7;
const STATES_WITHOUT_DATA = new Set([0, 1, 2, 3]);
/** One entry for a sector bitmap block follows the payload blocks that it describes (2.5). */
const BITMAP_SECTORS = 2 ** 23;
const ENTRY_LENGTH = 8;
const TWO_32 = 2 ** 32;

/** Hyper-V hard disk 2 ([MS-VHDX]), fixed or dynamic, with an empty log. */
export const vhdx: FormatProbe = {
  format: 'vhdx',
  async detect(source) {
    return (await source.read(0, MAGIC.length)).toString('latin1') === MAGIC;
  },
  async inspect(source) {
    const tables = await readTables(source);
    await requireSound(placesOf(source, tables));
    const { virtualSize } = tables.metadata;
    return { format: 'vhdx', variant: null, virtualSize, partitionTable: null, encrypted: null };
  },
};

/** What tells of the blocks of a disk that needs no other one and has an empty log. */
interface VhdxTables {
  readonly regions: Regions;
  readonly metadata: VhdxMetadata;
}

async function readTables(source: ByteSource): Promise<VhdxTables> {
  await checkHeader(source);
  const regions = await readRegions(source);
  return { regions, metadata: await readMetadata(source, regions.metadata) };
}

/** Every block with data must be within the file; the last one may be cut where the disk ends. */
async function* placesOf(source: ByteSource, { regions, metadata }: VhdxTables): AsyncGenerator<readonly number[]> {
  const { blockAllocation: region } = regions;
  const { blockSize, virtualSize, logicalSectorSize } = metadata;
  const chunkRatio = (BITMAP_SECTORS * logicalSectorSize) / blockSize;
  const blocks = Math.ceil(virtualSize / blockSize);
  const entries = blocks + Math.floor(Math.max(0, blocks - 1) / chunkRatio);
  if (entries * ENTRY_LENGTH > region.length) {
    refuse('malformed', `The VHDX block allocation table is too short for a disk of ${virtualSize} bytes.`);
  }
  let index = 0;
  for await (const piece of tablePieces(source, region.offset, entries * ENTRY_LENGTH, 'VHDX block allocation table')) {
    const places: number[] = [];
    for (let at = 0; at < piece.length; at += ENTRY_LENGTH, index++) {
      if (index % (chunkRatio + 1) === chunkRatio) continue; // a sector bitmap: of use in differencing disks only
      const block = index - Math.floor(index / (chunkRatio + 1));
      const [low, high] = [piece.readUInt32LE(at), piece.readUInt32LE(at + 4)];
      if (!isStored(low & 7, block)) {
        places.push(UNSTORED);
        continue;
      }
      const offset = high * TWO_32 + (low - (low % MiB));
      requireWithin(source, offset, Math.min(blockSize, virtualSize - block * blockSize), 'VHDX block');
      places.push(offset);
    }
    yield places;
  }
}

function isStored(state: number, block: number): boolean {
  if (STATES_WITHOUT_DATA.has(state)) return false;
  if (state === PARTIALLY_PRESENT) refuse('backing-file', 'The VHDX has blocks whose rest is in a parent disk.');
  if (state !== FULLY_PRESENT)
    refuse('malformed', `Block ${block} of the VHDX is in state ${state}, which does not exist.`);
  return true;
}

export async function* mapVhdx(image: ByteSource): AsyncGenerator<MappedExtent> {
  const tables = await readTables(image);
  const { virtualSize, blockSize } = tables.metadata;
  yield* mapBlocks({ size: virtualSize, imageSize: image.size, blockSize }, placesOf(image, tables));
}
