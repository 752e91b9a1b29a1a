import { uint64LE } from '../../bytes/uint64.ts';
import { DiskError } from '../../disk-error.ts';
import { compressionOfType, MAX_COMPRESSED } from './compression.ts';
import type { Compression } from './compression.ts';

/**
 * A stretch of a file ("Btrfs On-disk Format", "EXTENT_DATA"); `length` is what it covers of the file, in bytes.
 * `hole` – zeros, blocks that were reserved and never written among them; `plain` – as it is, at a logical address;
 * `compressed` – from `skip` on in the `plainLength` bytes that the stored ones unpack to; `inline` – in the item itself.
 */
export type FileExtent =
  | { readonly kind: 'hole'; readonly length: number }
  | { readonly kind: 'plain'; readonly length: number; readonly logical: number }
  | {
      readonly kind: 'inline';
      readonly length: number;
      readonly compression: Compression | null;
      readonly bytes: Buffer;
    }
  | {
      readonly kind: 'compressed';
      readonly length: number;
      readonly compression: Compression;
      readonly logical: number;
      readonly storedLength: number;
      readonly plainLength: number;
      readonly skip: number;
    };

const TYPE = { inline: 0, regular: 1, reserved: 2 };
/** Length of the fields that all extents have, and of those that all but inline ones have. */
const HEAD = 21;
const LENGTH = 53;

/** @param item an `EXTENT_DATA` item. @throws DiskError `malformed`; `unsupported` for encrypted or unknown storage. */
export function parseFileExtent(item: Buffer): FileExtent {
  const type = item.length < HEAD ? -1 : item.readUInt8(20);
  if (type < TYPE.inline || type > TYPE.reserved || (type !== TYPE.inline && item.length < LENGTH)) {
    throw new DiskError('malformed', 'An extent of a file on Btrfs is damaged.');
  }
  if (item.readUInt8(17) !== 0 || item.readUInt16LE(18) !== 0) {
    throw new DiskError('unsupported', 'The content of the file is encrypted or encoded in an unknown way.');
  }
  const compression = compressionOfType(item.readUInt8(16));
  const plainLength = uint64LE(item, 8);
  if (compression !== null && plainLength > MAX_COMPRESSED) {
    throw new DiskError('malformed', `A compressed extent claims to unpack to ${plainLength} bytes.`);
  }
  if (type === TYPE.inline) return { kind: 'inline', length: plainLength, compression, bytes: item.subarray(HEAD) };
  const length = uint64LE(item, 45);
  const stored = uint64LE(item, 21);
  const skip = uint64LE(item, 37);
  if (stored === 0 || type === TYPE.reserved) return { kind: 'hole', length };
  if (compression === null) return { kind: 'plain', length, logical: stored + skip };
  const storedLength = uint64LE(item, 29);
  if (storedLength > MAX_COMPRESSED || skip + length > plainLength) {
    throw new DiskError('malformed', 'A compressed extent is longer than what it unpacks to.');
  }
  return { kind: 'compressed', length, compression, logical: stored, storedLength, plainLength, skip };
}
