import { promisify } from 'node:util';
import { zstdDecompress } from 'node:zlib';
import { chunkIdOf } from '../chunk-id.ts';
import { crc32 } from '../crc.ts';
import { ChunkStoreError } from '../errors.ts';
import type { PackOrigin } from '../packs/pack-backend.ts';
import type { StoredChunk } from '../index/chunk-location.ts';

const decompress = promisify(zstdDecompress);

/**
 * The one way from stored bytes to a plain chunk: nobody gets bytes that have not been checked. CRC-32 finds what disks
 * and memory do to bytes; it is no defence against a person, nor against all that happens between machines, so what
 * came over a network has to have its id as well. Decompression runs off the main thread.
 *
 * @throws ChunkStoreError 'corrupt'.
 */
export async function plainChunk({ id, location }: StoredChunk, stored: Buffer, origin: PackOrigin): Promise<Buffer> {
  const corrupt = (what: string, cause?: unknown): ChunkStoreError =>
    new ChunkStoreError('corrupt', `chunk ${id} in pack ${location.pack} ${what}`, cause);
  if (crc32(stored) !== location.crc) throw corrupt('does not match its CRC');
  const plain = location.codec === 'plain' ? stored : await decompressed();
  if (plain.length !== location.plainLength) throw corrupt('has a wrong length');
  if (origin === 'network' && chunkIdOf(plain) !== id) throw corrupt('does not match its id');
  return plain;

  async function decompressed(): Promise<Buffer> {
    try {
      return await decompress(stored, { maxOutputLength: location.plainLength });
    } catch (error) {
      throw corrupt('cannot be decompressed', error);
    }
  }
}
