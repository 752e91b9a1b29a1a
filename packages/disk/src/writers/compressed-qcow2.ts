import { roundUp, SECTOR } from '../bytes/units.ts';
import type { PackedCodec } from '../formats/disk-map.ts';
import type { Blocks } from './blocks.ts';
import { GrowingFile, type CompressOptions, type FileOutput } from './compressed-file.ts';
import { compressedPieces } from './compressed-pieces.ts';
import { BEHIND_L2_TABLE, CLUSTER, COPIED_HIGH, MAX_QCOW2_SIZE, qcow2Header, writeEntry } from './qcow2-header.ts';
import { Refcounts } from './refcounts.ts';
import { requireSize } from './require-size.ts';

type Qcow2Compression = 'zlib' | 'zstd';
/** How a cluster is compressed ("Compressed Clusters Descriptor"): what is called zlib is raw deflate. */
const CODEC: Readonly<Record<Qcow2Compression, PackedCodec>> = { zlib: 'deflate', zstd: 'zstd' };
const COMPRESSED_HIGH = 0x40000000;
/** Of the high half of an entry: above the offset, the number of further sectors (62 - (16 - 8) bits of offset). */
const SECTORS_SHIFT = 54 - 32;

/**
 * Writes a qcow2 file whose clusters are compressed one after the other, byte by byte; those that gain nothing lie plain.
 * What is known last stands last, but for the header:
 *
 *     header │ clusters, and behind each 512 MiB of the disk their L2 table │ L1 table │ reference counts
 *
 * Memory: one L2 table, two blocks of counts, the L1 table, and the clusters that are being compressed.
 *
 * @param output gets zeros in place of the header, first. @returns the header, to be put there.
 * @throws DiskError as `layOutImage` does, what the disk or the output throw, or the signal's reason.
 */
export async function writeCompressedQcow2(
  disk: Blocks,
  compression: Qcow2Compression,
  output: FileOutput,
  options: CompressOptions,
): Promise<Buffer> {
  requireSize(disk.size, MAX_QCOW2_SIZE, 'qcow2');
  const virtualSize = roundUp(disk.size, SECTOR);
  const file = new GrowingFile(output);
  const refcounts = new Refcounts(file);
  await refcounts.appendClusters(Buffer.alloc(CLUSTER));

  const l1Entries = Math.ceil(virtualSize / BEHIND_L2_TABLE);
  const l1 = Buffer.alloc(l1Entries * 8);
  let table: { readonly number: number; readonly entries: Buffer } | null = null;
  const writeTable = async ({ number, entries }: { number: number; entries: Buffer }): Promise<void> => {
    writeEntry(l1, number * 8, await refcounts.appendClusters(entries), COPIED_HIGH);
  };

  for await (const { offset, plain, packed } of compressedPieces(disk, CODEC[compression], options)) {
    const number = Math.floor(offset / BEHIND_L2_TABLE);
    if (table && table.number !== number) {
      await writeTable(table);
      table = null;
    }
    table ??= { number, entries: Buffer.alloc(CLUSTER) };
    const at = ((offset % BEHIND_L2_TABLE) / CLUSTER) * 8;
    if (packed.length < CLUSTER) {
      const start = file.position;
      refcounts.count(start, packed.length);
      const furtherSectors = Math.floor((start + packed.length - 1) / SECTOR) - Math.floor(start / SECTOR);
      writeEntry(table.entries, at, start, COMPRESSED_HIGH | (furtherSectors << SECTORS_SHIFT));
      await file.append(packed);
    } else {
      writeEntry(table.entries, at, await refcounts.appendClusters(plain), COPIED_HIGH);
    }
    await refcounts.writePassed();
  }
  if (table) await writeTable(table);
  const l1At = await refcounts.appendClusters(l1);
  const refcountTable = await refcounts.finish();
  return qcow2Header({ virtualSize, l1: { offset: l1At, entries: l1Entries }, refcountTable, compression });
}
