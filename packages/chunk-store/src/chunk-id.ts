import { hash } from 'node:crypto';

/** Bytes in a chunk; only the last chunk of a tree is shorter. Recorded in every tree page. */
export const CHUNK_SIZE = 256 * 1024;
export const CHUNK_SIZE_LOG2 = 18;
/** Bytes in a chunk id. */
export const CHUNK_ID_SIZE = 32;

declare const chunkId: unique symbol;
/** SHA-256 of a chunk's plain bytes, 64 lower-case hex digits. */
export type ChunkId = string & { readonly [chunkId]: true };

const HEX_256 = /^[0-9a-f]{64}$/;

/** Names `bytes`; the one way to learn the id of content. */
export function chunkIdOf(bytes: Uint8Array): ChunkId {
  return hash('sha256', bytes, 'hex') as ChunkId;
}

/** Reads an id as it is written in text; null when `text` is none. */
export function parseChunkId(text: string): ChunkId | null {
  return HEX_256.test(text) ? (text as ChunkId) : null;
}

/**
 * Reads an id as it is kept in a page, a pack's index or the database.
 *
 * @param bytes 32 bytes.
 */
export function chunkIdFromBytes(bytes: Uint8Array): ChunkId {
  if (bytes.length !== CHUNK_ID_SIZE) throw new RangeError(`a chunk id has 32 bytes, not ${bytes.length}`);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex') as ChunkId;
}

/** The 32 bytes of an id. */
export function chunkIdToBytes(id: ChunkId): Buffer {
  return Buffer.from(id, 'hex');
}
