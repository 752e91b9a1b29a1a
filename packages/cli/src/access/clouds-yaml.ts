import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { CommandError, EXIT } from '../command/failure.ts';
import { message } from '../messages/message.ts';
import type { AuthValues } from './environment-credentials.ts';
import { hasSystemCode } from '../system-error.ts';

/**
 * A cloud of `clouds.yaml`, looked for where every OpenStack client looks: `OS_CLIENT_CONFIG_FILE`, the working
 * directory, `~/.config/openstack`, `/etc/openstack`. Secrets may stand beside it in `secure.yaml`.
 *
 * @throws CommandError `notFound` when no file has the cloud.
 */
export async function cloudValues(name: string, { environment, home, directory }: Surroundings): Promise<AuthValues> {
  const named = environment['OS_CLIENT_CONFIG_FILE'];
  const places = [directory, path.join(home, '.config/openstack'), '/etc/openstack'];
  const files = named ? [named] : places.map((place) => path.join(place, 'clouds.yaml'));
  for (const file of files) {
    const cloud = await cloudIn(file, name);
    if (cloud === null) continue;
    const secrets = await cloudIn(path.join(path.dirname(file), 'secure.yaml'), name);
    return { ...cloud, ...secrets };
  }
  throw new CommandError(EXIT.notFound, message('cloud.unknown', { name }), {
    hint: message('hint.clouds-yaml', { files: files.join(', ') }),
  });
}

export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** Where the command was started. */
  readonly directory: string;
}

async function cloudIn(file: string, name: string): Promise<AuthValues | null> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (hasSystemCode(error, 'ENOENT', 'ENOTDIR')) return null;
    throw error;
  }
  const { parse, YAMLParseError } = await import('yaml');
  try {
    const document: unknown = parse(text);
    return flattened(at(at(document, 'clouds'), name));
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    throw new CommandError(EXIT.failed, message('cloud.malformed', { file, reason: error.message }), { cause: error });
  }
}

function at(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? new Map<string, unknown>(Object.entries(value)).get(name)
    : undefined;
}

/** The members of `auth` beside those of the cloud itself, texts only. */
function flattened(cloud: unknown): AuthValues | null {
  if (typeof cloud !== 'object' || cloud === null) return null;
  const auth = at(cloud, 'auth');
  const all = { ...cloud, ...(typeof auth === 'object' ? auth : null) };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
    ),
  );
}
