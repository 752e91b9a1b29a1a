import type { S3RefusalReason, S3Settings } from '@ingot/chunk-store';
import { ConfigError, readSecretFile, type Config } from './config/index.ts';

/** The bucket that the configuration names. @throws ConfigError when the secret key cannot be had. */
export async function s3Settings(config: Config): Promise<S3Settings> {
  const endpoint = config['store.s3.endpoint'];
  const accessKey = config['store.s3.access-key'];
  const file = config['store.s3.secret-key-file'];
  if (accessKey === 'auto' && file !== '') {
    throw new ConfigError('store.s3.secret-key-file is given without store.s3.access-key; give both, or none.');
  }
  return {
    endpoint: endpoint === 'auto' ? null : endpoint,
    region: config['store.s3.region'],
    bucket: config['store.s3.bucket'],
    prefix: config['store.s3.prefix'],
    credentials: accessKey === 'auto' ? null : { accessKey, secretKey: await readSecret(file) },
    addressing: config['store.s3.addressing'],
    patience: config['store.s3.patience'],
  };
}

/** Which setting to mend, by what the store says. */
export function s3RefusalSentence(reason: S3RefusalReason, config: Config): string {
  const bucket = `store.s3.bucket is "${config['store.s3.bucket']}"`;
  const endpoint = `store.s3.endpoint is "${config['store.s3.endpoint']}"`;
  const sentences: Record<S3RefusalReason, string> = {
    credentials: `store.s3.access-key is "${config['store.s3.access-key']}", but the S3 store does not know it with the secret key that is given.`,
    rights: `${bucket}, but the access key may not list, read, write and delete there.`,
    bucket: `${bucket}, but the S3 store has no such bucket; create it first.`,
    region: `store.s3.region is "${config['store.s3.region']}", but the bucket is in another region.`,
    certificate: `${endpoint}, but its certificate is not trusted, or it speaks no TLS; a certificate authority of your own is named in the environment variable NODE_EXTRA_CA_CERTS.`,
    endpoint: `${endpoint}, but what answers there is no S3 store.`,
  };
  return sentences[reason];
}

async function readSecret(path: string): Promise<string> {
  const place = `store.s3.secret-key-file is "${path}"`;
  const secret = (await readSecretFile(path, place, 'the secret key')).toString('utf8').trim();
  if (secret === '') throw new ConfigError(`${place}, which is empty; it must hold the secret key.`);
  return secret;
}
