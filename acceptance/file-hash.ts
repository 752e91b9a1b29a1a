import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** A digest of a file, in hexadecimal. */
export async function fileHash(file: string, algorithm: 'md5' | 'sha256' | 'sha512'): Promise<string> {
  const hash = createHash(algorithm);
  for await (const piece of createReadStream(file, { highWaterMark: 1024 * 1024 })) hash.update(piece as Buffer);
  return hash.digest('hex');
}
