import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { link, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { IngotError } from '../kernel/errors.ts';
import type { IdentityStore } from './identity-store.ts';
import type { TokenKeys } from './token-seal.ts';
import { hasErrno } from '../kernel/errno.ts';

const KEY_BYTES = 32;
const EXPLANATION = `# What tokens are sealed with: one key a line, 32 bytes in base64. The first seals, every one opens.
# To change keys: put a new first line (openssl rand -base64 32), restart, and take the old line away when the tokens
# sealed with it have expired (identity.token-lifetime). Without this file every token is void.
`;

/**
 * Reads the keys from `file`, or makes the file with one random key, durable before the first token is sealed.
 *
 * @throws IngotError `internal` when a line is not a key: guessing would make tokens void without a word.
 */
export async function loadTokenKeys(file: string): Promise<TokenKeys> {
  const text = (await readIfThere(file)) ?? (await createKeyFile(file));
  const lines = text.split('\n').map((line) => line.trim());
  const [first, ...others] = lines.filter((line) => line !== '' && !line.startsWith('#'));
  if (first === undefined) throw new IngotError('internal', `The file ${file} holds no key.`);
  return [parseKey(first, file), ...others.map((line) => parseKey(line, file))];
}

/**
 * The keys that all processes on a database share; the first of them to start makes one. The newest seals, every one
 * opens.
 *
 * @param now milliseconds since the epoch.
 */
export async function sharedTokenKeys(store: Pick<IdentityStore, 'write'>, now: number): Promise<TokenKeys> {
  const [first, ...others] = await store.write(async (writer) => {
    const known = await writer.tokenKeyList();
    if (known.length > 0) return known;
    const made = randomBytes(KEY_BYTES).toString('base64');
    await writer.tokenKeyInsert(made, now);
    return [made];
  });
  const place = 'the table identity_token_key';
  if (first === undefined) throw new IngotError('internal', `There is no key in ${place}.`);
  return [parseKey(first, place), ...others.map((key) => parseKey(key, place))];
}

function parseKey(line: string, file: string): KeyObject {
  const bytes = Buffer.from(line, 'base64');
  if (bytes.length !== KEY_BYTES) {
    throw new IngotError('internal', `A line of ${file} is not a key: it must be ${KEY_BYTES} bytes in base64.`);
  }
  return createSecretKey(bytes);
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (hasErrno(error, 'ENOENT')) return null;
    throw error;
  }
}

/** The file appears whole or not at all; of two processes that make it at once, both go on with the one that won. */
async function createKeyFile(file: string): Promise<string> {
  const temporary = `${file}.${randomBytes(8).toString('hex')}.new`;
  const handle = await open(temporary, 'w', 0o600);
  try {
    await handle.writeFile(`${EXPLANATION}${randomBytes(KEY_BYTES).toString('base64')}\n`);
    await handle.sync();
    await link(temporary, file);
  } catch (error) {
    if (!hasErrno(error, 'EEXIST')) throw error;
  } finally {
    await handle.close();
    await rm(temporary, { force: true });
  }
  const directory = await open(path.dirname(file));
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
  return readFile(file, 'utf8');
}
