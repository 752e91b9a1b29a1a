/**
 * A pack is an immutable file or object that holds many stored chunks and, at its end, its own index: the database's
 * chunk index can be made again from packs alone.
 *
 *     ┌────────┬───────────────────────────┬─────────────────┬────────┐
 *     │ header │ stored bytes, end to end  │ index           │ footer │
 *     │ 16     │                           │ 56 bytes a chunk│ 64     │
 *     └────────┴───────────────────────────┴─────────────────┴────────┘
 *     header  0 magic "INGOTPCK"   8 version 1, u32   12 zero
 *     entry   0 id   32 kind   33 codec   34 zero   36 CRC-32 of the stored bytes, u32
 *             40 offset, u64   48 stored length, u32   52 plain length, u32
 *     footer  0 magic "INGOTIDX"   8 version 1, u32   12 entries, u32   16 offset of the index, u64   24 zero
 *             32 SHA-256 of the header, the index and the first 32 bytes of the footer
 *
 * Numbers are little-endian. What is trusted: nothing. The footer's hash covers everything but the stored bytes, and
 * each of those has its CRC and its id; sizes are checked before anything is allocated by them.
 */
import { createHash } from 'node:crypto';
import { CHUNK_ID_SIZE, CHUNK_SIZE, chunkIdFromBytes, chunkIdToBytes } from '../chunk-id.ts';
import { ChunkStoreError } from '../errors.ts';
import type { ChunkCodec, ChunkKind, PackEntry } from './pack-entry.ts';

/** An ingest closes its pack and begins another when this many bytes are stored. */
export const PACK_TARGET_SIZE = 64 * 1024 * 1024;
export const PACK_HEADER_SIZE = 16;
const PACK_ENTRY_SIZE = 56;
export const PACK_FOOTER_SIZE = 64;
const VERSION = 1;
const HEADER_MAGIC = Buffer.from('INGOTPCK');
const FOOTER_MAGIC = Buffer.from('INGOTIDX');
const HASHED_FOOTER_SIZE = 32;

const KINDS: readonly ChunkKind[] = ['data', 'page', 'root', 'note'];
const CODECS: readonly ChunkCodec[] = ['plain', 'zstd'];

/** Bytes that the index of so many chunks takes. */
export function packIndexSize(count: number): number {
  return count * PACK_ENTRY_SIZE;
}

/** Where a pack's index lies. */
export interface PackFooter {
  readonly count: number;
  readonly indexOffset: number;
  readonly hash: Buffer;
}

export function encodePackHeader(): Buffer {
  const header = Buffer.alloc(PACK_HEADER_SIZE);
  HEADER_MAGIC.copy(header);
  header.writeUInt32LE(VERSION, 8);
  return header;
}

/** @returns the index and the footer, in one buffer. @param indexOffset where it will be written. */
export function encodePackIndex(entries: readonly PackEntry[], indexOffset: number): Buffer {
  const indexSize = entries.length * PACK_ENTRY_SIZE;
  const bytes = Buffer.alloc(indexSize + PACK_FOOTER_SIZE);
  entries.forEach((entry, position) => {
    const at = position * PACK_ENTRY_SIZE;
    chunkIdToBytes(entry.id).copy(bytes, at);
    bytes[at + 32] = KINDS.indexOf(entry.kind);
    bytes[at + 33] = CODECS.indexOf(entry.codec);
    bytes.writeUInt32LE(entry.crc, at + 36);
    bytes.writeBigUInt64LE(BigInt(entry.offset), at + 40);
    bytes.writeUInt32LE(entry.storedLength, at + 48);
    bytes.writeUInt32LE(entry.plainLength, at + 52);
  });
  FOOTER_MAGIC.copy(bytes, indexSize);
  bytes.writeUInt32LE(VERSION, indexSize + 8);
  bytes.writeUInt32LE(entries.length, indexSize + 12);
  bytes.writeBigUInt64LE(BigInt(indexOffset), indexSize + 16);
  indexHash(encodePackHeader(), bytes.subarray(0, indexSize + HASHED_FOOTER_SIZE)).copy(bytes, indexSize + 32);
  return bytes;
}

/** @param size of the whole pack. @throws ChunkStoreError 'corrupt'. */
export function decodePackFooter(footer: Buffer, size: number): PackFooter {
  if (!footer.subarray(0, 8).equals(FOOTER_MAGIC)) throw new ChunkStoreError('corrupt', 'the pack has no footer');
  const version = footer.readUInt32LE(8);
  if (version !== VERSION) throw new ChunkStoreError('corrupt', `the pack has the unknown version ${version}`);
  const count = footer.readUInt32LE(12);
  const indexOffset = footer.readBigUInt64LE(16);
  if (
    indexOffset < PACK_HEADER_SIZE ||
    indexOffset + BigInt(count * PACK_ENTRY_SIZE + PACK_FOOTER_SIZE) !== BigInt(size)
  ) {
    throw new ChunkStoreError('corrupt', 'the index of the pack does not end where its footer begins');
  }
  return { count, indexOffset: Number(indexOffset), hash: footer.subarray(HASHED_FOOTER_SIZE) };
}

/**
 * @param index the entries' bytes. @param footer the whole footer that `place` was decoded from.
 * @throws ChunkStoreError 'corrupt' when the hash does not hold, or the entries do not cover the stored bytes end to end.
 */
export function decodePackIndex(header: Buffer, index: Buffer, footer: Buffer, place: PackFooter): PackEntry[] {
  const hash = indexHash(header, Buffer.concat([index, footer.subarray(0, HASHED_FOOTER_SIZE)]));
  if (!hash.equals(place.hash)) throw new ChunkStoreError('corrupt', 'the index of the pack does not match its hash');
  if (!header.equals(encodePackHeader())) throw new ChunkStoreError('corrupt', 'the pack has no header');
  const entries = Array.from({ length: place.count }, (_, position) =>
    decodeEntry(index.subarray(position * PACK_ENTRY_SIZE, (position + 1) * PACK_ENTRY_SIZE), place.indexOffset),
  );
  let end = PACK_HEADER_SIZE;
  for (const { offset, storedLength } of entries) {
    if (offset !== end) throw new ChunkStoreError('corrupt', 'the pack has bytes that its index says nothing about');
    end += storedLength;
  }
  if (end !== place.indexOffset) throw new ChunkStoreError('corrupt', 'the pack has bytes before its index');
  return entries;
}

function decodeEntry(bytes: Buffer, end: number): PackEntry {
  const kind = KINDS[bytes.readUInt8(32)];
  const codec = CODECS[bytes.readUInt8(33)];
  const offset = Number(bytes.readBigUInt64LE(40));
  const storedLength = bytes.readUInt32LE(48);
  const plainLength = bytes.readUInt32LE(52);
  const inside = offset >= PACK_HEADER_SIZE && offset + storedLength <= end;
  if (!kind || !codec || !inside || plainLength > CHUNK_SIZE || storedLength > plainLength) {
    throw new ChunkStoreError('corrupt', 'the index of the pack has an impossible entry');
  }
  const id = chunkIdFromBytes(bytes.subarray(0, CHUNK_ID_SIZE));
  return { id, kind, codec, offset, storedLength, plainLength, crc: bytes.readUInt32LE(36) };
}

function indexHash(header: Buffer, rest: Buffer): Buffer {
  return createHash('sha256').update(header).update(rest).digest();
}
