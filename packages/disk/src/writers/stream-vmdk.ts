import { roundUp, SECTOR } from '../bytes/units.ts';
import { DiskError } from '../disk-error.ts';
import type { Blocks } from './blocks.ts';
import { GrowingFile, type CompressOptions, type FileOutput } from './compressed-file.ts';
import { compressedPieces } from './compressed-pieces.ts';
import { requireSize } from './require-size.ts';
import {
  BEHIND_TABLE,
  DESCRIPTOR,
  GRAIN,
  MAX_VMDK_SIZE,
  TABLE_SECTORS,
  vmdkDescriptor,
  vmdkHeader,
} from './vmdk-header.ts';

/** Sectors before the first grain, as VMware has it. */
const OVERHEAD = 128;
const MARKER = { endOfStream: 0, grainTable: 1, grainDirectory: 2, footer: 3 } as const;
const GRAIN_MARKER_LENGTH = 12;
const MAX_SECTOR = 0xffffffff;

/**
 * Writes a streamOptimized VMDK ("Virtual Disk Format" 5.0, "Stream-Optimized Compressed Sparse Extents"), which is made to
 * be written and read in one go:
 *
 *     header │ descriptor │ (marker, grain)… (marker, grain table) … │ directory │ footer │ end
 *
 * @throws DiskError as `layOutImage` does, what the disk or the output throw, or the signal's reason.
 */
export async function writeStreamVmdk(
  disk: Blocks,
  identity: Buffer,
  output: FileOutput,
  options: CompressOptions,
): Promise<void> {
  requireSize(disk.size, MAX_VMDK_SIZE, 'vmdk');
  const virtualSize = roundUp(disk.size, SECTOR);
  const file = new GrowingFile(output);
  await file.append(vmdkHeader(virtualSize, { kind: 'stream', directory: 'at-end' }, OVERHEAD));
  await file.align(DESCRIPTOR.sector * SECTOR);
  await file.append(vmdkDescriptor(virtualSize, 'stream', identity));
  await file.align(OVERHEAD * SECTOR);

  const tables = Math.ceil(virtualSize / BEHIND_TABLE);
  const directory = Buffer.alloc(roundUp(tables * 4, SECTOR));
  let table: { readonly number: number; readonly entries: Buffer } | null = null;
  const writeTable = async ({ number, entries }: { number: number; entries: Buffer }): Promise<void> => {
    await file.append(marker(MARKER.grainTable, TABLE_SECTORS));
    directory.writeUInt32LE(sectorOf(file), number * 4);
    await file.append(entries);
  };

  for await (const { offset, packed } of compressedPieces(disk, 'zlib', options)) {
    const number = Math.floor(offset / BEHIND_TABLE);
    if (table && table.number !== number) {
      await writeTable(table);
      table = null;
    }
    table ??= { number, entries: Buffer.alloc(TABLE_SECTORS * SECTOR) };
    table.entries.writeUInt32LE(sectorOf(file), ((offset % BEHIND_TABLE) / GRAIN) * 4);
    const head = Buffer.alloc(GRAIN_MARKER_LENGTH);
    head.writeBigUInt64LE(BigInt(offset / SECTOR));
    head.writeUInt32LE(packed.length, 8);
    await file.append(head);
    await file.append(packed);
    await file.align(SECTOR);
  }
  if (table) await writeTable(table);

  await file.append(marker(MARKER.grainDirectory, directory.length / SECTOR));
  const directoryAt = sectorOf(file);
  await file.append(directory);
  await file.append(marker(MARKER.footer, 1));
  await file.append(vmdkHeader(virtualSize, { kind: 'stream', directory: directoryAt }, OVERHEAD));
  await file.append(marker(MARKER.endOfStream, 0));
}

/** Tables have 32 bits for it. */
function sectorOf(file: GrowingFile): number {
  const sector = file.position / SECTOR;
  if (sector <= MAX_SECTOR) return sector;
  throw new DiskError('limit-exceeded', 'The VMDK would be larger than 2 TiB; choose qcow2, vhdx or raw.');
}

/** Of metadata: how many sectors follow, a size of 0, and what they are. */
function marker(type: number, sectors: number): Buffer {
  const bytes = Buffer.alloc(SECTOR);
  bytes.writeBigUInt64LE(BigInt(sectors));
  bytes.writeUInt32LE(type, 12);
  return bytes;
}
