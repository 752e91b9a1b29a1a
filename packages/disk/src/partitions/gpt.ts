import { crc32 } from 'node:zlib';
import type { ByteSource } from '../byte-source.ts';
import { guidAt, isZero } from '../bytes/guid.ts';
import { isPowerOfTwo, SECTOR } from '../bytes/units.ts';
import type { LayoutWarning } from './disk-layout.ts';
import { isGptHeader, parseGptHeader, sectorNumber } from './gpt-header.ts';
import { MAX_PARTITIONS, type TableContent, type TableEntry } from './table-entry.ts';

/** Logical sector sizes that disks have. A table is written in the unit of the disk it was made on. */
const SECTOR_SIZES = [SECTOR, 4096];
const ENTRY_LENGTH = 128;
const MAX_ENTRY_LENGTH = 4096;
const EFI_SYSTEM = 'c12a7328-f81f-11d2-ba4b-00a0c93ec93b';
const BIOS_BOOT = '21686148-6449-6e6f-744e-656564454649';
const LEGACY_BIOS_BOOTABLE = 0x04;

/** One copy of the table whose two checksums hold. */
interface GptCopy {
  readonly sectorSize: number;
  readonly otherPlace: number;
  readonly table: Buffer;
  readonly entryLength: number;
}

/**
 * Reads a GUID partition table (UEFI specification 2.10, 5.3): the primary copy, or the backup where only that is sound.
 * @returns null where neither copy is. @throws DiskError `io`
 */
export async function readGpt(disk: ByteSource): Promise<TableContent | null> {
  for (const sectorSize of SECTOR_SIZES) {
    const primary = await readCopy(disk, 1, sectorSize);
    if (primary === null) continue;
    const backup = await readCopy(disk, primary.otherPlace, sectorSize);
    return { entries: entriesOf(primary), warnings: backup === null ? [damaged('backup')] : [] };
  }
  for (const sectorSize of SECTOR_SIZES) {
    const backup = await readCopy(disk, Math.floor(disk.size / sectorSize) - 1, sectorSize);
    if (backup !== null) return { entries: entriesOf(backup), warnings: [damaged('primary')] };
  }
  return null;
}

function damaged(copy: 'primary' | 'backup'): LayoutWarning {
  return { kind: 'gpt-copy-damaged', copy };
}

/** @param place in logical sectors, as another header says. */
async function readCopy(disk: ByteSource, place: number, sectorSize: number): Promise<GptCopy | null> {
  const sectors = Math.floor(disk.size / sectorSize);
  if (place < 1 || place >= sectors) return null;
  const sector = await disk.read(place * sectorSize, SECTOR);
  if (!isGptHeader(sector)) return null;
  const { place: ownPlace, otherPlace, entries } = parseGptHeader(sector);
  const { count, length, crc } = entries;
  if (ownPlace !== place || entries.place >= sectors || count > MAX_PARTITIONS) return null;
  if (!isPowerOfTwo(length) || length < ENTRY_LENGTH || length > MAX_ENTRY_LENGTH) return null;
  const table = Buffer.from(await disk.read(entries.place * sectorSize, count * length));
  if (table.length < count * length || crc32(table) !== crc) return null;
  return { sectorSize, otherPlace, table, entryLength: length };
}

function entriesOf({ sectorSize, table, entryLength }: GptCopy): TableEntry[] {
  return Array.from({ length: table.length / entryLength }, (_, index) => ({
    number: index + 1,
    bytes: table.subarray(index * entryLength, (index + 1) * entryLength),
  }))
    .filter(({ bytes }) => !isZero(bytes.subarray(0, 16)))
    .map(({ number, bytes }) => entryOf(number, bytes, sectorSize));
}

/** Table 5.7. The last sector is part of the partition. */
function entryOf(number: number, bytes: Buffer, sectorSize: number): TableEntry {
  const guid = guidAt(bytes, 0);
  const first = sectorNumber(bytes, 32);
  const last = sectorNumber(bytes, 40);
  const [label = ''] = bytes.toString('utf16le', 56, ENTRY_LENGTH).split('\0');
  return {
    number,
    type: { table: 'gpt', guid },
    label: label === '' ? null : label,
    offset: Math.min(first * sectorSize, Number.MAX_SAFE_INTEGER),
    size: Math.min(Math.max(0, last - first + 1) * sectorSize, Number.MAX_SAFE_INTEGER),
    bootable: (bytes.readUInt8(48) & LEGACY_BIOS_BOOTABLE) !== 0,
    esp: guid === EFI_SYSTEM,
    biosBoot: guid === BIOS_BOOT,
  };
}
