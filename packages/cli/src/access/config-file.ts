import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { message } from '../messages/message.ts';
import { CommandError, EXIT } from '../command/failure.ts';
import { hasSystemCode } from '../system-error.ts';

/** One service as one user: what `ingot login` has got. */
export interface SavedContext {
  readonly identityUrl: string;
  readonly base: string;
  readonly token: string;
  /** ISO 8601 */
  readonly expiresAt: string;
  readonly user: { readonly id: string; readonly name: string };
  readonly project: { readonly id: string; readonly name: string };
}

export interface Config {
  readonly version: 1;
  /** The name of the context that is used unless another is named; null when none is. */
  readonly current: string | null;
  readonly contexts: Readonly<Record<string, SavedContext>>;
}

const NOTHING: Config = { version: 1, current: null, contexts: {} };
const FOR_OTHERS = 0o077;

/** `~/.config/ingot/config.json`, or where `XDG_CONFIG_HOME` puts it. */
export function configFile(environment: Readonly<Record<string, string | undefined>>, home: string): string {
  const directory = environment['XDG_CONFIG_HOME'] || path.join(home, '.config');
  return path.join(directory, 'ingot/config.json');
}

/**
 * Reads the contexts. A file that others can read is refused: its tokens may have been taken.
 *
 * @returns no contexts when there is no file
 * @throws CommandError
 */
export async function readConfig(file: string): Promise<Config> {
  let text: string;
  try {
    const handle = await open(file, 'r');
    try {
      if (((await handle.stat()).mode & FOR_OTHERS) !== 0) {
        throw new CommandError(EXIT.failed, message('config.open-to-others', { file }), {
          hint: message('hint.close-config', { file }),
        });
      }
      text = await handle.readFile('utf8');
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (hasSystemCode(error, 'ENOENT')) return NOTHING;
    throw error;
  }
  const config = parsed(text);
  if (config === null) {
    throw new CommandError(EXIT.failed, message('config.malformed', { file }), { hint: message('hint.remove-config') });
  }
  return config;
}

/** Replaces the file at once: who reads meanwhile sees the old one or the new one, and nobody but its owner sees either. */
export async function writeConfig(file: string, config: Config): Promise<void> {
  const directory = path.dirname(file);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const fresh = `${file}.${randomUUID()}`;
  try {
    const handle = await open(fresh, 'wx', 0o600);
    try {
      await handle.writeFile(`${JSON.stringify(config, null, 2)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(fresh, file);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}

function parsed(text: string): Config | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  return isConfig(value) ? value : null;
}

function isConfig(value: unknown): value is Config {
  if (!isObject(value) || value['version'] !== 1 || !isObject(value['contexts'])) return false;
  const { current } = value;
  return (current === null || typeof current === 'string') && Object.values(value['contexts']).every(isContext);
}

function isContext(value: unknown): value is SavedContext {
  if (!isObject(value)) return false;
  const texts = ['identityUrl', 'base', 'token', 'expiresAt'].every((name) => typeof value[name] === 'string');
  return (
    texts && [value['user'], value['project']].every((named) => isObject(named) && typeof named['id'] === 'string')
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
