import { constants, inflateSync, zstdDecompressSync } from 'node:zlib';
import { KiB } from '../../bytes/units.ts';
import { DiskError } from '../../disk-error.ts';
import { decompressLzo } from './lzo.ts';
import { zstdFrame } from './zstd-frame.ts';

/** Longest piece that is compressed, before and after, in bytes. */
export const MAX_COMPRESSED = 128 * KiB;

/**
 * Unpacks a compressed extent.
 * @param packed with whatever fills it up to whole sectors. @param length at most {@link MAX_COMPRESSED}; what is missing to
 * it reads as zeros. @throws DiskError `malformed`
 */
export type Compression = (packed: Buffer, length: number, sectorSize: number) => Buffer;

/** zstd windows of Btrfs are not larger than its pieces. */
const ZSTD_WINDOW = { [constants.ZSTD_d_windowLogMax]: Math.log2(MAX_COMPRESSED) };

const COMPRESSIONS: Readonly<Record<number, Compression>> = {
  1: (packed, length) => exactly(length, () => inflateSync(packed, { maxOutputLength: MAX_COMPRESSED })),
  2: (packed, length, sectorSize) => decompressPieces(packed, length, sectorSize),
  3: (packed, length) =>
    exactly(length, () =>
      zstdDecompressSync(zstdFrame(packed), { maxOutputLength: MAX_COMPRESSED, params: ZSTD_WINDOW }),
    ),
};

/** By `compression` of an extent; null for none. @throws DiskError `unsupported` */
export function compressionOfType(type: number): Compression | null {
  if (type === 0) return null;
  const compression = COMPRESSIONS[type];
  if (compression === undefined) throw new DiskError('unsupported', `The Btrfs compression ${type} is not known.`);
  return compression;
}

/** Of what `unpack` gives, `length` bytes. */
function exactly(length: number, unpack: () => Buffer): Buffer {
  let plain: Buffer;
  try {
    plain = unpack();
  } catch (error) {
    throw new DiskError('malformed', 'A compressed extent of Btrfs is damaged.', { cause: error });
  }
  return plain.length >= length ? plain.subarray(0, length) : Buffer.concat([plain], length);
}

/**
 * LZO packs sector by sector: the length of all, then for each its length and bytes; no length crosses a sector boundary
 * (Linux `fs/btrfs/lzo.c`).
 */
function decompressPieces(packed: Buffer, length: number, sectorSize: number): Buffer {
  const plain = Buffer.alloc(length);
  const end = packed.length < 4 ? 0 : packed.readUInt32LE(0);
  if (end < 4 || end > packed.length)
    throw new DiskError('malformed', 'An LZO extent of Btrfs has no room for its length.');
  let written = 0;
  for (let at = 4; at < end && written < length;) {
    if (sectorSize - (at % sectorSize) < 4) at += sectorSize - (at % sectorSize);
    const pieceEnd = at + 4 > end ? Number.POSITIVE_INFINITY : at + 4 + packed.readUInt32LE(at);
    if (pieceEnd > end) throw new DiskError('malformed', 'A piece of an LZO extent of Btrfs goes past its end.');
    written += decompressLzo(packed.subarray(at + 4, pieceEnd), plain.subarray(written, written + sectorSize));
    at = pieceEnd;
  }
  return plain;
}
