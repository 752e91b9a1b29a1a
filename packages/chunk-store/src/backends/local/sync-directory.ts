import { open } from 'node:fs/promises';

/** Makes the names in a directory durable: on Linux fsync of a file does not cover the name it has. See fsync(2). */
export async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
