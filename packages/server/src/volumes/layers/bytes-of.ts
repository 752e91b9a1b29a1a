import { stat } from 'node:fs/promises';
import { hasErrno } from '../../kernel/errno.ts';

/** What `blocks` of stat(2) counts in, in bytes. */
const BLOCK = 512;

/** What a file takes on its disk, holes left out; null when it is not there. */
export async function bytesOf(file: string): Promise<number | null> {
  try {
    return (await stat(file)).blocks * BLOCK;
  } catch (error) {
    if (hasErrno(error, 'ENOENT')) return null;
    throw error;
  }
}
