import { SEALING_KEY_SIZE } from '@ingot/chunk-store';
import { ConfigError, readSecretFile } from '../config/index.ts';
import { KEY_FORM, parseKey } from './key-text.ts';

const CONTENT = `32 raw bytes or ${KEY_FORM}`;

/**
 * The key in a file: 32 raw bytes, or a line of hex or base64.
 *
 * @throws ConfigError when the file cannot be read, could have been read by strangers, or holds no key.
 */
export async function readKeyFile(path: string): Promise<Buffer> {
  const place = `store.encryption.key-files names "${path}"`;
  const bytes = await readSecretFile(path, place, CONTENT);
  if (bytes.length === SEALING_KEY_SIZE) return bytes;
  const key = parseKey(bytes.toString('latin1').trim());
  bytes.fill(0);
  if (!key) throw new ConfigError(`${place}, which must hold ${CONTENT}.`);
  return key;
}
