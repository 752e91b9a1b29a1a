import { crc32 } from 'node:zlib';
import { SECTOR } from '../bytes/units.ts';

const SIGNATURE = 'EFI PART';
const HEADER_LENGTH = 92;

/** The header of one copy of a GUID partition table (UEFI specification 2.10, 5.3.2), addresses in logical sectors. */
export interface GptHeader {
  /** Where it says that it lies itself. */
  readonly place: number;
  /** Where it says that the other copy lies. */
  readonly otherPlace: number;
  readonly entries: { readonly place: number; readonly count: number; readonly length: number; readonly crc: number };
}

/** True for a sector that begins with a header whose checksum holds. */
export function isGptHeader(sector: Buffer): boolean {
  if (sector.length < SECTOR || sector.toString('latin1', 0, 8) !== SIGNATURE) return false;
  const length = sector.readUInt32LE(12);
  if (length < HEADER_LENGTH || length > SECTOR) return false;
  const header = Buffer.from(sector.subarray(0, length));
  header.writeUInt32LE(0, 16); // the checksum counts itself as zero
  return crc32(header) === sector.readUInt32LE(16);
}

/** @param sector for which {@link isGptHeader} holds. */
export function parseGptHeader(sector: Buffer): GptHeader {
  return {
    place: sectorNumber(sector, 24),
    otherPlace: sectorNumber(sector, 32),
    entries: {
      place: sectorNumber(sector, 72),
      count: sector.readUInt32LE(80),
      length: sector.readUInt32LE(84),
      crc: sector.readUInt32LE(88),
    },
  };
}

/** The 64-bit address at `at`. Those beyond 2^53 lose digits, and are beyond every disk with or without them. */
export function sectorNumber(bytes: Buffer, at: number): number {
  return Number(bytes.readBigUInt64LE(at));
}
