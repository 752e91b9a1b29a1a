/**
 * The one way from stored bytes to a plain chunk: nobody gets bytes that have not been checked. CRC-32 finds what disks
 * and memory do to bytes; it is no defence against a person, nor against all that happens between machines, so what
 * came over a network has to have its id as well.
 *
 * On the main thread a chunk is checked where it is wanted and decompressed on a thread of libuv's (`plainChunk`). Threads of
 * ours do it at once (`decodeStored`), for readers in the memory that the chunk was read into (`decodeInPlace`).
 */
import { copyBytes } from '../copy-bytes.ts';
import { promisify } from 'node:util';
import { zstdDecompress } from 'node:zlib';
import { chunkIdOf, type ChunkId } from '../chunk-id.ts';
import { decompress, releaseRoom, roomFor } from '../compression.ts';
import { crc32 } from '../crc.ts';
import { ChunkStoreError } from '../errors.ts';
import type { StoredChunk } from '../index/chunk-location.ts';
import type { PackOrigin } from '../packs/pack-backend.ts';
import type { ChunkCodec } from '../packs/pack-entry.ts';

const inflate = promisify(zstdDecompress);

/** What stored bytes have to be. */
export interface StoredForm {
  readonly plainLength: number;
  readonly codec: ChunkCodec;
  /** CRC-32 of the stored bytes. */
  readonly crc: number;
  /** Of the plain bytes; null where the CRC is enough. */
  readonly id: ChunkId | null;
}

/** Stored bytes at the beginning of memory that has room for a chunk. */
export interface StoredInMemory extends StoredForm {
  readonly storedLength: number;
}

/** What is wrong with bytes: the rest of a sentence that begins with the chunk. */
export type Fault = string;

const NO_FRAME: Fault = 'cannot be decompressed';

/** What is to be checked of a chunk's bytes, by where they came from. */
export function storedForm({ id, location }: StoredChunk, origin: PackOrigin): StoredForm {
  const { plainLength, codec, crc } = location;
  return { plainLength, codec, crc, id: origin === 'network' ? id : null };
}

/** @throws ChunkStoreError 'corrupt'. */
export async function plainChunk(chunk: StoredChunk, stored: Buffer, origin: PackOrigin): Promise<Buffer> {
  const form = storedForm(chunk, origin);
  requireSound(chunk, storedFault(stored, form));
  let plain = stored;
  if (form.codec === 'zstd') {
    try {
      plain = await inflate(stored, roomFor(form.plainLength));
    } catch (error) {
      throw corrupt(chunk, NO_FRAME, error);
    }
  }
  requireSound(chunk, plainFault(plain, form));
  return plain;
}

/** Holds the calling thread up. @returns the plain bytes, or what is wrong with the stored ones. */
export function decodeStored(stored: Buffer, form: StoredForm): Buffer | Fault {
  const fault = storedFault(stored, form);
  if (fault !== null) return fault;
  let plain = stored;
  if (form.codec === 'zstd') {
    try {
      plain = decompress(stored, form.plainLength);
    } catch {
      return NO_FRAME;
    }
  }
  return plainFault(plain, form) ?? plain;
}

/** Checks stored bytes and replaces them by the plain ones. @returns what is wrong with them, or null. */
export function decodeInPlace(memory: Buffer, { storedLength, ...form }: StoredInMemory): Fault | null {
  const plain = decodeStored(memory.subarray(0, storedLength), form);
  if (typeof plain === 'string') return plain;
  if (plain.buffer === memory.buffer) return null;
  copyBytes(plain, memory);
  releaseRoom(plain, form.plainLength);
  return null;
}

/** @throws ChunkStoreError 'corrupt' when there is a fault. */
export function requireSound(chunk: StoredChunk, fault: Fault | null): void {
  if (fault !== null) throw corrupt(chunk, fault);
}

function storedFault(stored: Buffer, { crc }: StoredForm): Fault | null {
  return crc32(stored) === crc ? null : 'does not match its CRC';
}

function plainFault(plain: Buffer, { plainLength, id }: StoredForm): Fault | null {
  if (plain.length !== plainLength) return 'has a wrong length';
  return id === null || chunkIdOf(plain) === id ? null : 'does not match its id';
}

function corrupt({ id, location }: StoredChunk, fault: Fault, cause?: unknown): ChunkStoreError {
  return new ChunkStoreError('corrupt', `chunk ${id} in pack ${location.pack} ${fault}`, cause);
}
