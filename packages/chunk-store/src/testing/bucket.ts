import type { Ceph } from '@ingot/judges';
import type { S3Settings } from '../backends/s3/s3-settings.ts';

/** Settings for a bucket of its own, unless told otherwise. */
export async function bucketSettings(ceph: Ceph, changes: Partial<S3Settings> = {}): Promise<S3Settings> {
  const { endpoint, accessKey, secretKey } = ceph;
  const bucket = changes.bucket ?? (await ceph.newBucket());
  const common = { region: 'default', prefix: 'ingot/', addressing: 'path', patience: 10_000 } as const;
  return { endpoint, credentials: { accessKey, secretKey }, ...common, ...changes, bucket };
}
