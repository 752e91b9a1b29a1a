/**
 * A sealed pack: the bytes of a pack, header, index and footer alike, enciphered as one stream of blocks that can be
 * opened from any of them.
 *
 *     ┌────────┬───────────────────────┬───────────────────────┬─────┬──────────────────────────┐
 *     │ header │ block 0         + tag │ block 1         + tag │  …  │ last block         + tag │
 *     │ 64     │ 65,536          + 16  │ 65,536          + 16  │     │ 1 … 65,536         + 16  │
 *     └────────┴───────────────────────┴───────────────────────┴─────┴──────────────────────────┘
 *     header  0 magic "INGOTGCM"   8 version 1, u32   12 bytes in a block, u32   16 fingerprint of the master key
 *             24 zero, u32   28 CRC-32 of the other 60 bytes, u32   32 salt
 *
 * Numbers are little-endian. Only a pack without any bytes has an empty last block, so the length of the sealed pack
 * tells that of the pack. The CRC tells a header that has changed from one of another key; the header's defence
 * against people is that block-cipher.ts binds every block to it.
 */
import { crc32 } from 'node:zlib';
import { ChunkStoreError } from '../../errors.ts';

export const SEALED_HEADER_SIZE = 64;
/**
 * Plain bytes in a block. A read of one 256 KiB chunk opens 25 % more than it wants, a long one next to nothing. Half
 * as much costs half as much processor time again, twice as much saves a tenth: see docs/decisions/0015.
 */
export const BLOCK_SIZE = 64 * 1024;
export const TAG_SIZE = 16;
export const SEALED_BLOCK_SIZE = BLOCK_SIZE + TAG_SIZE;
/** What a pack of either kind has at least. */
export const MIN_SEALED_SIZE = SEALED_HEADER_SIZE + TAG_SIZE;
export const SALT_SIZE = 32;
const FINGERPRINT_SIZE = 8;

const MAGIC = Buffer.from('INGOTGCM');
const PLAIN_MAGIC = Buffer.from('INGOTPCK');
const VERSION = 1;

/** What the beginning of a stored pack says: it lies open, or is sealed with the key of a fingerprint. */
export type PackSeal =
  | { readonly kind: 'plain' }
  | { readonly kind: 'sealed'; readonly fingerprint: string; readonly header: Buffer; readonly salt: Buffer };

/** @param fingerprint 16 hex digits. @param salt 32 bytes, random. */
export function encodeSealedHeader(fingerprint: string, salt: Buffer): Buffer {
  const header = Buffer.alloc(SEALED_HEADER_SIZE);
  MAGIC.copy(header);
  header.writeUInt32LE(VERSION, 8);
  header.writeUInt32LE(BLOCK_SIZE, 12);
  header.write(fingerprint, 16, FINGERPRINT_SIZE, 'hex');
  salt.copy(header, 32);
  header.writeUInt32LE(headerCrc(header), 28);
  return header;
}

/** @param header the first 64 bytes of a stored pack. @throws ChunkStoreError 'corrupt' when they begin no pack. */
export function decodePackSeal(header: Buffer): PackSeal {
  if (header.subarray(0, 8).equals(PLAIN_MAGIC)) return { kind: 'plain' };
  if (!header.subarray(0, 8).equals(MAGIC)) throw new ChunkStoreError('corrupt', 'the pack has no header');
  if (header.readUInt32LE(28) !== headerCrc(header)) {
    throw new ChunkStoreError('corrupt', 'the header of the sealed pack does not match its CRC');
  }
  const version = header.readUInt32LE(8);
  if (version !== VERSION || header.readUInt32LE(12) !== BLOCK_SIZE || header.readUInt32LE(24) !== 0) {
    throw new ChunkStoreError('corrupt', `the pack is sealed in a way that is not known here, version ${version}`);
  }
  return {
    kind: 'sealed',
    fingerprint: header.toString('hex', 16, 16 + FINGERPRINT_SIZE),
    header,
    salt: header.subarray(32),
  };
}

/** Length of the sealed pack for `plain` bytes. */
export function sealedSize(plain: number): number {
  const blocks = Math.max(1, Math.ceil(plain / BLOCK_SIZE));
  return SEALED_HEADER_SIZE + plain + blocks * TAG_SIZE;
}

/**
 * Length of what is in a sealed pack of `size` bytes: `sealedSize` the other way round.
 *
 * @throws ChunkStoreError 'corrupt' when no sealed pack has that length.
 */
export function plainSize(size: number): number {
  const rest = size - SEALED_HEADER_SIZE;
  const blocks = Math.max(1, Math.ceil(rest / SEALED_BLOCK_SIZE));
  const plain = rest - blocks * TAG_SIZE;
  if (plain < 0 || sealedSize(plain) !== size) throw new ChunkStoreError('corrupt', 'the sealed pack is cut short');
  return plain;
}

/** The blocks that a range of plain bytes lies in. */
export interface BlockSpan {
  readonly first: number;
  /** The last one of the range. */
  readonly last: number;
  /** The last one of the pack. */
  readonly final: number;
  /** Where they lie in the sealed pack. */
  readonly offset: number;
  readonly length: number;
}

/** @param length at least 1. @param size of what is in the pack; the range lies within it, or is byte 0 of nothing. */
export function blockSpan(offset: number, length: number, size: number): BlockSpan {
  const first = Math.floor(offset / BLOCK_SIZE);
  const last = Math.floor((offset + length - 1) / BLOCK_SIZE);
  const final = Math.floor(Math.max(0, size - 1) / BLOCK_SIZE);
  const start = SEALED_HEADER_SIZE + first * SEALED_BLOCK_SIZE;
  const end = Math.min(SEALED_HEADER_SIZE + (last + 1) * SEALED_BLOCK_SIZE, sealedSize(size));
  return { first, last, final, offset: start, length: end - start };
}

function headerCrc(header: Buffer): number {
  return crc32(header.subarray(32), crc32(header.subarray(0, 28)));
}
