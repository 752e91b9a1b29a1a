import { constants, open } from 'node:fs/promises';
import { SEALING_KEY_SIZE } from '@ingot/chunk-store';
import { ConfigError } from '../config/index.ts';
import { KEY_FORM, parseKey } from './key-text.ts';

/** A file that is longer than this holds something else. */
const MAX_SIZE = 1024;
/** Permissions that a secret's file must not have: to be written by its group, or anything by others. */
const FORBIDDEN_MODE = 0o027;

/**
 * The key in a file: 32 raw bytes, or a line of hex or base64.
 *
 * @throws ConfigError when the file cannot be read, could have been read by strangers, or holds no key.
 */
export async function readKeyFile(path: string): Promise<Buffer> {
  const refuse = (why: string, cause?: unknown): ConfigError =>
    new ConfigError(`store.encryption.key-files names "${path}", ${why}`, { cause });
  const bytes = await readSmallFile(path, refuse);
  if (bytes.length === SEALING_KEY_SIZE) return bytes;
  const key = parseKey(bytes.toString('latin1').trim());
  bytes.fill(0);
  if (!key) throw refuse(`which must hold 32 raw bytes or ${KEY_FORM}.`);
  return key;
}

async function readSmallFile(path: string, refuse: (why: string, cause?: unknown) => ConfigError): Promise<Buffer> {
  // Should it be a pipe, opening it must not wait for somebody to write.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((error: unknown) => {
    throw refuse(`which cannot be read: ${error instanceof Error ? error.message : ''}.`, error);
  });
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw refuse('which is not a file.');
    if ((stats.mode & FORBIDDEN_MODE) !== 0) throw refuse('which is open to other users; "chmod 600" it.');
    if (stats.size > MAX_SIZE) throw refuse(`which is too large; it must hold 32 raw bytes or ${KEY_FORM}.`);
    return await file.readFile();
  } finally {
    await file.close();
  }
}
