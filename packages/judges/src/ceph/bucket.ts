import { run } from '../run.ts';

/** Where a gateway is, and who may use it. */
export interface GatewayAccess {
  /** Such as `http://127.0.0.1:20123`. */
  readonly endpoint: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

/** Makes a bucket. @throws when the gateway refuses. */
export async function bucketCreate(access: GatewayAccess, bucket: string): Promise<void> {
  await request(access, 'PUT', `/${bucket}`);
}

/** The keys of all its objects. */
export async function bucketKeys(access: GatewayAccess, bucket: string): Promise<string[]> {
  const keys: string[] = [];
  for (let query = 'list-type=2'; ;) {
    const page = await request(access, 'GET', `/${bucket}?${query}`);
    keys.push(...elements(page, 'Key'));
    const [next] = elements(page, 'NextContinuationToken');
    if (next === undefined) return keys;
    query = `continuation-token=${encodeURIComponent(next)}&list-type=2`;
  }
}

/** The keys of its multipart uploads that are neither complete nor given up; a thousand at most. */
export async function bucketUploads(access: GatewayAccess, bucket: string): Promise<string[]> {
  return elements(await request(access, 'GET', `/${bucket}?uploads=`), 'Key');
}

/** By curl, so that nothing of ours is judged by itself. It signs without the hash of the body, which has none. */
async function request(
  { endpoint, accessKey, secretKey }: GatewayAccess,
  method: string,
  target: string,
): Promise<string> {
  const signature = ['--aws-sigv4', 'aws:amz:us-east-1:s3', '--user', `${accessKey}:${secretKey}`];
  const headers = ['--header', 'x-amz-content-sha256: UNSIGNED-PAYLOAD', '--header', 'Content-Length: 0'];
  const args = ['--silent', '--show-error', '--fail-with-body', ...signature, ...headers, '--request', method];
  return run('/usr/bin/curl', [...args, endpoint + target], {});
}

function elements(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, value = '']) => value);
}
