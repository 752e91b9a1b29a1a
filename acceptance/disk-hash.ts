import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileHash } from './file-hash.ts';
import { run } from './program.ts';

/**
 * A digest of all that a guest finds on the disk of a volume, in hexadecimal. That of its file is none of the disk: the service moves an overlay
 * from the tree that it stands on to the layer with the same bytes, when it has made that, and no guest has the disk open.
 *
 * @param file an overlay, whose service runs.
 */
export async function diskHash(file: string): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'ingot-disk-'));
  try {
    const raw = path.join(directory, 'disk.raw');
    // Read as it lies there, locked by somebody or not.
    await run('qemu-img', ['convert', '-U', '-f', 'qcow2', '-O', 'raw', file, raw]);
    return await fileHash(raw, 'sha256');
  } finally {
    await rm(directory, { recursive: true });
  }
}
