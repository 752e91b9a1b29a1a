import { crc32 } from 'node:zlib';
import type { ByteSource } from '../byte-source.ts';
import { SECTOR } from '../bytes/units.ts';
import type { Inspection } from './format-probe.ts';

const BOOT_SIGNATURE = 0xaa55;
const FIRST_ENTRY = 446;
const ENTRY_LENGTH = 16;
const ENTRIES = 4;
const GPT_PROTECTIVE = 0xee;
const GPT_SIGNATURE = 'EFI PART';
const GPT_HEADER_LENGTH = 92;
/** Logical sector sizes that disks have; the GPT header is in the second sector. */
const SECTOR_SIZES = [SECTOR, 4096];

/**
 * Which partition table lies on a disk of plain bytes; null when none does. Looks at the places of the two headers only:
 * whether the partitions make sense is the business of whoever reads them, and a broken guest disk is still a legal image.
 *
 * GPT: UEFI specification 2.10, 5.3.2. MBR: 5.2.1, with the exclusions that FAT and NTFS boot sectors need.
 */
export async function findPartitionTable(disk: ByteSource): Promise<Inspection['partitionTable']> {
  for (const sectorSize of SECTOR_SIZES) {
    if (isGptHeader(await disk.read(sectorSize, SECTOR))) return 'gpt';
  }
  const boot = await disk.read(0, SECTOR);
  if (!isMbr(boot)) return null;
  if (!partitionTypes(boot).includes(GPT_PROTECTIVE)) return 'mbr';
  // The protective entry promises a GPT whose first copy is damaged. The second copy ends the disk.
  return isGptHeader(await disk.read(disk.size - SECTOR, SECTOR)) ? 'gpt' : null;
}

function isGptHeader(sector: Buffer): boolean {
  if (sector.length < SECTOR || sector.toString('latin1', 0, 8) !== GPT_SIGNATURE) return false;
  const length = sector.readUInt32LE(12);
  if (length < GPT_HEADER_LENGTH || length > SECTOR) return false;
  const header = Buffer.from(sector.subarray(0, length));
  header.writeUInt32LE(0, 16); // the checksum counts itself as zero
  return crc32(header) === sector.readUInt32LE(16);
}

function isMbr(boot: Buffer): boolean {
  if (boot.length < SECTOR || boot.readUInt16LE(510) !== BOOT_SIGNATURE) return false;
  if (isFileSystemBootSector(boot)) return false;
  return entryOffsets().every((at) => (boot[at] ?? 1) % 0x80 === 0) && partitionTypes(boot).length > 0;
}

/** File systems on a whole disk carry the same signature, with code where the partition entries would be. */
function isFileSystemBootSector(boot: Buffer): boolean {
  return (
    boot.toString('latin1', 3, 7) === 'NTFS' ||
    boot.toString('latin1', 54, 57) === 'FAT' ||
    boot.toString('latin1', 82, 85) === 'FAT'
  );
}

/** The types of the entries in use: those with a type and a length. */
function partitionTypes(boot: Buffer): number[] {
  return entryOffsets()
    .filter((at) => boot.readUInt32LE(at + 12) > 0)
    .map((at) => boot[at + 4] ?? 0)
    .filter((type) => type !== 0);
}

function entryOffsets(): number[] {
  return Array.from({ length: ENTRIES }, (_, index) => FIRST_ENTRY + index * ENTRY_LENGTH);
}
