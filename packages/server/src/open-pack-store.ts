import { access, constants } from 'node:fs/promises';
import {
  cachedBackend,
  isChunkStoreError,
  localBackend,
  s3Backend,
  S3Refusal,
  type PackBackend,
} from '@ingot/chunk-store';
import type { Logger } from 'pino';
import { ConfigError, type Config } from './config/index.ts';
import type { DataDirectory } from './data-directory/index.ts';
import { s3RefusalSentence, s3Settings } from './s3-settings.ts';

/** Where the bytes of images lie. */
export interface PackStore {
  readonly backend: PackBackend;
  /** Whether it can be used now. Rejects with the reason when not. */
  check(): Promise<void>;
}

/**
 * Opens the store of packs that the configuration names. A mistake in the settings is told; a store that is only out of
 * reach is waited for while the service serves, since after a power cut machines come up in any order.
 *
 * @throws ConfigError that says which setting to mend.
 */
export async function openPackStore(config: Config, directory: DataDirectory, log: Logger): Promise<PackStore> {
  if (config['store.backend'] === 'local') {
    const check = (): Promise<void> => access(directory.store, constants.R_OK | constants.W_OK);
    return { backend: await localBackend(directory.store), check };
  }
  const bucket = await s3Backend(await s3Settings(config));
  try {
    await bucket.probe();
  } catch (error) {
    if (isChunkStoreError(error, 'unavailable')) {
      log.warn({ err: error }, 'the S3 store is out of reach; transfers wait for it');
    } else {
      await bucket.close();
      throw error instanceof S3Refusal
        ? new ConfigError(s3RefusalSentence(error.reason, config), { cause: error })
        : error;
    }
  }
  return { backend: await cached(bucket, config, directory, log), check: () => bucket.ping() };
}

async function cached(
  bucket: PackBackend,
  config: Config,
  directory: DataDirectory,
  log: Logger,
): Promise<PackBackend> {
  const size = config['store.cache-size'];
  if (size === 0) return bucket;
  const onTrouble = (error: unknown): void => {
    log.warn({ err: error, directory: directory.cache }, 'the read cache cannot be used; reads go to the S3 store');
  };
  return cachedBackend(bucket, { directory: directory.cache, size, onTrouble });
}
