import { open } from 'node:fs/promises';

/** Makes durable what another program wrote to a file. */
export async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
