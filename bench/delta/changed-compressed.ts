import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { zstdCompress } from 'node:zlib';
import { CHUNK } from '../transfers/source-files.ts';

const compress = promisify(zstdCompress);

/** What the chunks of a file that another of the same size does not have in the same place are, each compressed; in bytes. */
export async function changedCompressed(from: string, to: string): Promise<number> {
  await using older = await open(from);
  await using newer = await open(to);
  const before = Buffer.alloc(CHUNK);
  const after = Buffer.alloc(CHUNK);
  let sum = 0;
  for (let offset = 0; ; offset += CHUNK) {
    const { bytesRead } = await newer.read(after, 0, CHUNK, offset);
    if (bytesRead === 0) return sum;
    await older.read(before, 0, CHUNK, offset);
    if (!before.equals(after)) sum += Math.min(bytesRead, (await compress(after.subarray(0, bytesRead))).length);
  }
}
