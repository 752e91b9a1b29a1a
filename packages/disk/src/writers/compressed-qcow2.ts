import { roundUp, SECTOR } from '../bytes/units.ts';
import type { Blocks } from './blocks.ts';
import { GrowingFile, type CompressOptions, type FileOutput } from './compressed-file.ts';
import { COMPRESSED_TOGETHER, QCOW2_COMPRESSION } from './compression.ts';
import { dataPieces } from './data-pieces.ts';
import { mapInOrder } from './map-in-order.ts';
import { BEHIND_L2_TABLE, CLUSTER, COPIED_HIGH, MAX_QCOW2_SIZE, qcow2Header, writeEntry } from './qcow2-header.ts';
import { Refcounts } from './refcounts.ts';
import { requireSize } from './require-size.ts';

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
  compression: keyof typeof QCOW2_COMPRESSION,
  output: FileOutput,
  { signal, progress }: CompressOptions,
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

  const clusters = dataPieces(disk, CLUSTER, signal, progress);
  const compressed = mapInOrder(clusters, COMPRESSED_TOGETHER, async ({ offset, bytes }) => {
    const smaller = await QCOW2_COMPRESSION[compression](bytes);
    return { offset, bytes, smaller: smaller.length < CLUSTER ? smaller : null };
  });
  for await (const { offset, bytes, smaller } of compressed) {
    const number = Math.floor(offset / BEHIND_L2_TABLE);
    if (table && table.number !== number) {
      await writeTable(table);
      table = null;
    }
    table ??= { number, entries: Buffer.alloc(CLUSTER) };
    const at = ((offset % BEHIND_L2_TABLE) / CLUSTER) * 8;
    if (smaller) {
      const start = file.position;
      refcounts.count(start, smaller.length);
      const furtherSectors = Math.floor((start + smaller.length - 1) / SECTOR) - Math.floor(start / SECTOR);
      writeEntry(table.entries, at, start, COMPRESSED_HIGH | (furtherSectors << SECTORS_SHIFT));
      await file.append(smaller);
    } else {
      writeEntry(table.entries, at, await refcounts.appendClusters(bytes), COPIED_HIGH);
    }
    await refcounts.writePassed();
  }
  if (table) await writeTable(table);
  const l1At = await refcounts.appendClusters(l1);
  const refcountTable = await refcounts.finish();
  return qcow2Header({ virtualSize, l1: { offset: l1At, entries: l1Entries }, refcountTable, compression });
}
