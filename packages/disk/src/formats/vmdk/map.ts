import type { ByteSource } from '../../byte-source.ts';
import { KiB, SECTOR } from '../../bytes/units.ts';
import { cachedSource } from '../../sources/cached-source.ts';
import { windowSource } from '../../sources/window-source.ts';
import { readExactly, tablePieces } from '../bounded-read.ts';
import type { MappedExtent, PackedExtent } from '../disk-map.ts';
import { ExtentList } from '../extent-list.ts';
import { refuse } from '../refusal.ts';
import { grainDirectoryFromFooter } from './footer.ts';
import { ENTRY_LENGTH, GRAIN_MARKER_LENGTH } from './grains.ts';
import { HEADER_LENGTH, parseSparseHeader } from './header.ts';
import type { SparseHeader } from './header.ts';

/**
 * Compressed grains mostly follow each other, and each has its length before it: one read for several small ones. More would
 * be the data of the grains, which whoever asks for the map reads himself.
 */
const WINDOW = 4 * KiB;

/** The disk through the grain directory and its tables ("Virtual Disk Format" 5.0, "Grain Directory", "Grain Table"). */
export async function* mapVmdk(image: ByteSource): AsyncGenerator<MappedExtent> {
  const header = parseSparseHeader(await readExactly(image, 0, HEADER_LENGTH, 'VMDK header'));
  const grain = header.grainSectors * SECTOR;
  const directory = header.grainDirectory ?? (await grainDirectoryFromFooter(image, header));
  const perTable = header.tableEntries * header.grainSectors;
  const length = Math.ceil(header.capacity / perTable) * ENTRY_LENGTH;
  const list = new ExtentList({ disk: header.capacity * SECTOR, image: image.size });
  const [tables, markers] = [cachedSource(image), windowSource(image, WINDOW)];
  for await (const piece of tablePieces(image, directory * SECTOR, length, 'VMDK grain directory')) {
    for (const table of sectorsIn(piece)) {
      if (table === 0) {
        list.zero(perTable * SECTOR);
        continue;
      }
      const entries = await readExactly(tables, table * SECTOR, header.tableEntries * ENTRY_LENGTH, 'VMDK grain table');
      for (const sector of sectorsIn(entries)) {
        if (sector === 0 || (sector === 1 && header.zeroedGrains)) list.zero(grain);
        else if (header.compressed) list.packed(await packedGrain(markers, header, sector));
        else list.stored(grain, sector * SECTOR);
      }
      yield* list.take();
    }
  }
  yield* list.takeAll();
}

/** Copied, because reading on invalidates the table. */
function sectorsIn(table: Buffer): readonly number[] {
  return Array.from({ length: table.length / ENTRY_LENGTH }, (_, index) => table.readUInt32LE(index * ENTRY_LENGTH));
}

/** A compressed grain says its length before it ("Stream-Optimized Compressed Sparse Extents", "Grain Marker"). */
async function packedGrain(
  image: ByteSource,
  { grainSectors }: SparseHeader,
  sector: number,
): Promise<Omit<PackedExtent, 'kind' | 'offset' | 'length'>> {
  const offset = sector * SECTOR;
  const marker = await readExactly(image, offset, GRAIN_MARKER_LENGTH, 'VMDK grain marker');
  const [packedLength, plainLength] = [marker.readUInt32LE(8), grainSectors * SECTOR];
  // QEMU reads no more either (block/vmdk.c, vmdk_read_extent): what does not compress grows by far less.
  if (packedLength === 0 || packedLength > 2 * plainLength) {
    refuse('malformed', `The compressed VMDK grain at byte ${offset} claims a length of ${packedLength} bytes.`);
  }
  return { at: offset + GRAIN_MARKER_LENGTH, packedLength, plainLength, codec: 'zlib' };
}
