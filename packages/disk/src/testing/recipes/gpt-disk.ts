import { crc32 } from 'node:zlib';
import { writeMbr } from './partitions.ts';

export interface GptOptions {
  readonly sectorSize?: number;
  /** In sectors; the last one is part of the partition. */
  readonly partitions?: readonly { readonly first: number; readonly last: number }[];
}

const ENTRIES = 128;
const ENTRY_LENGTH = 128;
const LINUX_DATA = Buffer.from('af3dc60f838472478e793d69d8477de4', 'hex');

/** Writes a GPT with both its copies over a disk. */
export function writeWholeGpt(disk: Buffer, { sectorSize = 512, partitions = [] }: GptOptions = {}): Buffer {
  writeMbr(disk, 0xee);
  const table = Buffer.alloc(ENTRIES * ENTRY_LENGTH);
  for (const [index, { first, last }] of partitions.entries()) {
    const entry = table.subarray(index * ENTRY_LENGTH);
    LINUX_DATA.copy(entry);
    entry.writeUInt8(index + 1, 16);
    entry.writeBigUInt64LE(BigInt(first), 32);
    entry.writeBigUInt64LE(BigInt(last), 40);
  }
  const end = disk.length / sectorSize - 1;
  const tableSectors = table.length / sectorSize;
  const copies = [
    { place: 1, other: end, tablePlace: 2 },
    { place: end, other: 1, tablePlace: end - tableSectors },
  ];
  for (const { place, other, tablePlace } of copies) {
    table.copy(disk, tablePlace * sectorSize);
    const header = disk.subarray(place * sectorSize, (place + 1) * sectorSize).fill(0);
    header.write('EFI PART', 'latin1');
    header.writeUInt32LE(0x00010000, 8);
    header.writeUInt32LE(92, 12);
    header.writeBigUInt64LE(BigInt(place), 24);
    header.writeBigUInt64LE(BigInt(other), 32);
    header.writeBigUInt64LE(BigInt(2 + tableSectors), 40);
    header.writeBigUInt64LE(BigInt(end - tableSectors - 1), 48);
    header.writeBigUInt64LE(BigInt(tablePlace), 72);
    header.writeUInt32LE(ENTRIES, 80);
    header.writeUInt32LE(ENTRY_LENGTH, 84);
    header.writeUInt32LE(crc32(table), 88);
    header.writeUInt32LE(crc32(header.subarray(0, 92)), 16);
  }
  return disk;
}
