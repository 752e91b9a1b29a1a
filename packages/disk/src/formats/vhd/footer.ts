import { uint64BE } from '../../bytes/uint64.ts';
import { SECTOR } from '../../bytes/units.ts';
import { refuse } from '../refusal.ts';

/** Length of the footer and of its copy at the start of a dynamic disk, in bytes. */
export const FOOTER_LENGTH = 512;
export const COOKIE = 'conectix';
const VERSION = 0x00010000;

export const DISK_TYPE = { fixed: 2, dynamic: 3, differencing: 4 } as const;

/** The footer of a VHD ("Virtual Hard Disk Image Format Specification" 1.0, "Hard Disk Footer Format"). */
export interface VhdFooter {
  readonly type: number;
  /** Where the dynamic disk header is, in bytes. Meaningless in a fixed disk. */
  readonly dataOffset: number;
  readonly currentSize: number;
  /** Size of the disk that QEMU shows, in bytes: see {@link virtualSizeOf}. */
  readonly virtualSize: number;
}

export function hasCookie(bytes: Buffer): boolean {
  return bytes.toString('latin1', 0, COOKIE.length) === COOKIE;
}

export function parseFooter(bytes: Buffer): VhdFooter {
  requireChecksum(bytes, 64, 'VHD footer');
  const version = bytes.readUInt32BE(12);
  if (version !== VERSION) {
    refuse('unsupported-variant', `The VHD footer has version 0x${version.toString(16)}; only 1.0 is supported.`);
  }
  const type = bytes.readUInt32BE(60);
  return {
    type,
    dataOffset: type === DISK_TYPE.fixed ? 0 : uint64BE(bytes, 16),
    currentSize: uint64BE(bytes, 48),
    virtualSize: virtualSizeOf(bytes),
  };
}

/** Sum of all bytes but the checksum's own four, complemented; for the footer and for the dynamic header. */
export function requireChecksum(bytes: Buffer, checksumOffset: number, what: string): void {
  let sum = 0;
  for (const [index, byte] of bytes.entries()) {
    if (index < checksumOffset || index >= checksumOffset + 4) sum += byte;
  }
  if (~sum >>> 0 !== bytes.readUInt32BE(checksumOffset)) refuse('malformed', `The checksum of the ${what} is wrong.`);
}

/** Creators whose "current size" QEMU trusts; for all others the geometry counts, as Virtual PC had it (block/vpc.c; `wa` is Azure, since QEMU 10). */
const EXACT_CREATORS = new Set(['win ', 'qem2', 'd2v ', 'tap\0', 'CTXS', 'wa\0\0']);
/** 65535 × 16 × 255: the geometry can't say more, so QEMU takes the size instead. */
const LARGEST_GEOMETRY = 65_535 * 16 * 255;
/** 2040 GiB, the format's limit. */
const MAX_SECTORS = 0xff000000;

function virtualSizeOf(bytes: Buffer): number {
  const creator = bytes.toString('latin1', 28, 32);
  const geometry = bytes.readUInt16BE(56) * (bytes[58] ?? 0) * (bytes[59] ?? 0);
  const exact = EXACT_CREATORS.has(creator) || geometry === LARGEST_GEOMETRY;
  const sectors = exact ? Math.floor(uint64BE(bytes, 48) / SECTOR) : geometry;
  if (sectors > MAX_SECTORS) refuse('malformed', `The VHD claims ${sectors} sectors; the format allows 2040 GiB.`);
  return sectors * SECTOR;
}
