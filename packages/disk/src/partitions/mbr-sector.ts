import { SECTOR } from '../bytes/units.ts';

const BOOT_SIGNATURE = 0xaa55;
const FIRST_ENTRY = 446;
const ENTRY_LENGTH = 16;
const ENTRIES = 4;
const ACTIVE = 0x80;
/** The whole disk, in the MBR that keeps programs without GPT from thinking that it is empty. */
export const GPT_PROTECTIVE = 0xee;

/** One of the four places of an MBR or of a link in the chain of logical partitions, in sectors of 512 bytes. */
export interface MbrEntry {
  readonly slot: number;
  readonly active: boolean;
  readonly code: number;
  readonly start: number;
  readonly sectors: number;
}

/** True for a master boot record (UEFI specification 2.10, 5.2.1) in which something is entered. */
export function isMbr(boot: Buffer): boolean {
  if (!hasBootSignature(boot) || isFileSystemBootSector(boot)) return false;
  return statusBytes(boot).every((status) => status % ACTIVE === 0) && usedEntries(boot).length > 0;
}

export function hasBootSignature(sector: Buffer): boolean {
  return sector.length >= SECTOR && sector.readUInt16LE(510) === BOOT_SIGNATURE;
}

/** Entries with a type and a length. @param sector for which {@link hasBootSignature} holds. */
export function usedEntries(sector: Buffer): MbrEntry[] {
  return Array.from({ length: ENTRIES }, (_, slot) => {
    const at = FIRST_ENTRY + slot * ENTRY_LENGTH;
    return {
      slot,
      active: sector.readUInt8(at) === ACTIVE,
      code: sector.readUInt8(at + 4),
      start: sector.readUInt32LE(at + 8),
      sectors: sector.readUInt32LE(at + 12),
    };
  }).filter((entry) => entry.code !== 0 && entry.sectors > 0);
}

function statusBytes(sector: Buffer): number[] {
  return Array.from({ length: ENTRIES }, (_, slot) => sector.readUInt8(FIRST_ENTRY + slot * ENTRY_LENGTH));
}

/** File systems on a whole disk carry the same signature, with code where the partition entries would be. */
function isFileSystemBootSector(boot: Buffer): boolean {
  return (
    boot.toString('latin1', 3, 7) === 'NTFS' ||
    boot.toString('latin1', 54, 57) === 'FAT' ||
    boot.toString('latin1', 82, 85) === 'FAT'
  );
}
