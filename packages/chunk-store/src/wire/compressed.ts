import { promisify } from 'node:util';
import { zstdCompress } from 'node:zlib';
import { COMPRESSION, isWorth } from '../compression.ts';
import type { StoredBytes } from '../read/stored-bytes.ts';

const compress = promisify(zstdCompress);

/** A chunk in its shorter form, made on a thread of libuv's. */
export async function compressed(chunk: StoredBytes): Promise<StoredBytes> {
  if (chunk.codec !== 'plain') return chunk;
  const bytes = await compress(chunk.bytes, COMPRESSION);
  return isWorth(bytes, chunk.bytes) ? { ...chunk, codec: 'zstd', bytes } : chunk;
}
