import { constants, open } from 'node:fs/promises';
import { ConfigError } from './load.ts';

/** A file that is longer than this holds something else. */
const MAX_SIZE = 1024;
/** Permissions that a secret's file must not have: to be written by its group, or anything by others. */
const FORBIDDEN_MODE = 0o027;

/**
 * A secret in a file, whose owner alone may read it.
 *
 * @param place the beginning of the sentence, such as `keys names "/etc/key"`. @param content what the file has to hold.
 * @throws ConfigError when the file cannot be read, or could have been read by strangers.
 */
export async function readSecretFile(path: string, place: string, content: string): Promise<Buffer> {
  const refuse = (why: string, cause?: unknown): ConfigError => new ConfigError(`${place}, ${why}`, { cause });
  // Should it be a pipe, opening it must not wait for somebody to write.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((error: unknown) => {
    throw refuse(`which cannot be read: ${error instanceof Error ? error.message : ''}.`, error);
  });
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw refuse('which is not a file.');
    if ((stats.mode & FORBIDDEN_MODE) !== 0) throw refuse('which is open to other users; "chmod 600" it.');
    if (stats.size > MAX_SIZE) throw refuse(`which is too large; it must hold ${content}.`);
    return await file.readFile();
  } finally {
    await file.close();
  }
}
