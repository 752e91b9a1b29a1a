import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { localBackend, s3Backend, type PackBackend } from '@ingot/chunk-store';
import { ConfigError, type Config } from './config/index.ts';
import type { DataDirectory } from './data-directory/index.ts';
import { s3Settings } from './s3-settings.ts';

/** Opens what holds the labels of images: beside the packs of content, so that whoever copies those copies these. */
export async function openLabelPacks(config: Config, directory: DataDirectory): Promise<PackBackend> {
  if (config['store.backend'] === 'local') return localBackend(path.join(directory.store, 'labels'));
  const settings = await s3Settings(config);
  return s3Backend({ ...settings, prefix: `${settings.prefix}labels/` });
}

/** `s3://BUCKET` or `s3://BUCKET/PREFIX`. */
const S3_LOCATION = /^s3:\/\/(?<bucket>[^/]+)(?:\/(?<prefix>.*))?$/;

/**
 * Opens the copies of packs that damaged chunks are healed from; null when there are none. A bucket is reached at the
 * endpoint and with the keys of `store.s3`, wherever the packs themselves lie, and is asked when something is to be healed.
 *
 * @throws ConfigError when there is no such directory: an empty one in its place would heal nothing, and say nothing.
 */
export async function openPackCopies(config: Config): Promise<PackBackend | null> {
  const place = config['store.copies'];
  if (place === 'none') return null;
  const { bucket, prefix = '' } = S3_LOCATION.exec(place)?.groups ?? {};
  if (bucket === undefined) return openDirectory(place);
  return s3Backend({ ...(await s3Settings(config)), bucket, prefix: prefix.replace(/[^/]$/, '$&/') });
}

async function openDirectory(directory: string): Promise<PackBackend> {
  const packs = path.resolve(directory, 'packs');
  try {
    await access(packs, constants.R_OK);
  } catch (cause) {
    const problem = `store.copies is "${directory}", but there is no directory ${packs} that can be read.`;
    throw new ConfigError(problem, { cause });
  }
  return localBackend(path.resolve(directory));
}
