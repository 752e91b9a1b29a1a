import { randomUUID } from 'node:crypto';
import { ChunkStoreError } from '../../errors.ts';
import type { S3Objects } from './s3-objects.ts';
import { CLEANUP_TIME } from './s3-pack-upload.ts';
import type { S3Uploads } from './s3-uploads.ts';

/**
 * Writes, reads, lists and deletes something once below a prefix, so that a mistake in the settings is told at once.
 *
 * @throws S3Refusal for what has to be put right; ChunkStoreError 'unavailable' when that cannot be known now.
 */
export async function probeStore(objects: S3Objects, uploads: S3Uploads, prefix: string): Promise<void> {
  const key = `${prefix}probe/${randomUUID()}`;
  const bytes = Buffer.from(key);
  const effort = { patience: 0, signal: AbortSignal.timeout(CLEANUP_TIME) };
  await objects.put(key, bytes, effort);
  try {
    const read = await objects.get(key, 0, bytes.length, effort);
    if (!read.equals(bytes)) throw new ChunkStoreError('io', 'the S3 store does not give back what was stored');
    await Array.fromAsync(objects.list(key, effort));
    await uploads.abortAll(key, effort);
  } finally {
    await objects.delete(key, effort);
  }
}
