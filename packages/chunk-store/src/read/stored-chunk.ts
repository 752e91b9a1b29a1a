import { promisify } from 'node:util';
import { zstdDecompress } from 'node:zlib';
import { chunkIdOf } from '../chunk-id.ts';
import { roomFor } from '../compression.ts';
import { crc32 } from '../crc.ts';
import { ChunkStoreError } from '../errors.ts';
import type { PackOrigin } from '../packs/pack-backend.ts';
import type { StoredChunk } from '../index/chunk-location.ts';

const inflate = promisify(zstdDecompress);

/** Turns a zstd frame into what it holds, `plainLength` bytes at most, off the main thread. Rejects when it is none. */
export type Decompress = (stored: Buffer, plainLength: number) => Promise<Buffer>;

/** On a thread of libuv's. */
const decompressApart: Decompress = (stored, plainLength) => inflate(stored, roomFor(plainLength));

/**
 * The one way from stored bytes to a plain chunk: nobody gets bytes that have not been checked. CRC-32 finds what disks
 * and memory do to bytes; it is no defence against a person, nor against all that happens between machines, so what
 * came over a network has to have its id as well.
 *
 * @throws ChunkStoreError 'corrupt'.
 */
export async function plainChunk(
  { id, location }: StoredChunk,
  stored: Buffer,
  origin: PackOrigin,
  decompress: Decompress = decompressApart,
): Promise<Buffer> {
  const corrupt = (what: string, cause?: unknown): ChunkStoreError =>
    new ChunkStoreError('corrupt', `chunk ${id} in pack ${location.pack} ${what}`, cause);
  if (crc32(stored) !== location.crc) throw corrupt('does not match its CRC');
  const plain = location.codec === 'plain' ? stored : await decompressed();
  if (plain.length !== location.plainLength) throw corrupt('has a wrong length');
  if (origin === 'network' && chunkIdOf(plain) !== id) throw corrupt('does not match its id');
  return plain;

  async function decompressed(): Promise<Buffer> {
    try {
      return await decompress(stored, location.plainLength);
    } catch (error) {
      throw corrupt('cannot be decompressed', error);
    }
  }
}
