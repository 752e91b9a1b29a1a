/**
 * A note is a text that is kept as a pack of its own: written once, found again by its id, checked by the pack's hashes,
 * sealed and copied as every pack is. What the database knows of a content can thus be kept beside the content.
 */
import { CHUNK_SIZE, chunkIdOf } from '../chunk-id.ts';
import { compressIfWorth } from '../compression.ts';
import { crc32 } from '../crc.ts';
import { ChunkStoreError } from '../errors.ts';
import { plainChunk } from '../read/stored-chunk.ts';
import type { PackBackend } from './pack-backend.ts';
import type { PackId } from './pack-id.ts';
import { PackWriter, type PackRecord } from './pack-writer.ts';
import { readPackIndex } from './read-pack-index.ts';

/** When it resolves the note is durable. @throws ChunkStoreError 'storage-full', 'io' and the like; nothing is left then. */
export async function writeNote(backend: PackBackend, pack: PackId, text: string): Promise<void> {
  const bytes = Buffer.from(text);
  const records: PackRecord[] = [];
  for (let start = 0; start < bytes.length; start += CHUNK_SIZE) {
    const plain = bytes.subarray(start, start + CHUNK_SIZE);
    const compressed = compressIfWorth(plain);
    const stored = compressed ?? plain;
    const codec = compressed ? 'zstd' : 'plain';
    const id = chunkIdOf(plain);
    records.push({ id, kind: 'note', codec, bytes: stored, plainLength: plain.length, crc: crc32(stored) });
  }
  const writer = await PackWriter.create(backend, pack);
  try {
    await writer.append(records);
    await writer.seal();
  } catch (error) {
    await Promise.allSettled([writer.discard()]);
    throw error;
  }
}

/** @throws ChunkStoreError 'missing', 'corrupt' (or no note), 'io'. */
export async function readNote(backend: PackBackend, pack: PackId): Promise<string> {
  const parts: Buffer[] = [];
  for (const { id, kind, ...place } of await readPackIndex(backend, pack)) {
    if (kind !== 'note') throw new ChunkStoreError('corrupt', `pack ${pack} is no note`);
    const stored = await backend.read(pack, place.offset, place.storedLength);
    // The id is checked as well: a note is read when everything else is lost.
    parts.push(await plainChunk({ id, location: { pack, ...place } }, stored, 'network'));
  }
  return Buffer.concat(parts).toString();
}
