import { Readable } from 'node:stream';
import { ChunkStoreError } from '../../errors.ts';
import type { Effort, S3Connection } from './s3-connection.ts';
import { isNotFound, S3Refusal } from './s3-error.ts';

/** How long a question after the store's health may take, in milliseconds. */
const PING_TIME = 5_000;

/** Objects of one bucket. Every failure is a ChunkStoreError. */
export class S3Objects {
  readonly #connection: S3Connection;

  constructor(connection: S3Connection) {
    this.#connection = connection;
  }

  async put(key: string, bytes: Buffer, effort?: Effort): Promise<void> {
    const { sdk, bucket } = this.#connection;
    const input = { Bucket: bucket, Key: key, Body: bytes, ContentLength: bytes.length };
    await this.#connection.try(
      `${key} cannot be written`,
      (client, options) => client.send(new sdk.PutObjectCommand(input), options),
      effort,
    );
  }

  /** Exactly these bytes, one at least. @throws ChunkStoreError 'missing', 'corrupt' when the object ends before. */
  async get(key: string, offset: number, length: number, effort?: Effort): Promise<Buffer> {
    const { sdk, bucket } = this.#connection;
    const input = { Bucket: bucket, Key: key, Range: `bytes=${offset}-${offset + length - 1}` };
    return this.#connection.try(
      `${key} cannot be read`,
      async (client, options) => {
        const answer = await client.send(new sdk.GetObjectCommand(input), options);
        const { Body: body, ContentLength: announced, ContentRange: range = '' } = answer;
        if (!(body instanceof Readable)) throw new TypeError('the S3 client answers without a stream');
        try {
          if (!range.startsWith(`bytes ${offset}-`)) throw new ChunkStoreError('io', 'the S3 store serves no ranges');
          if (announced !== length) throw new ChunkStoreError('corrupt', `${key} ends before ${offset + length}`);
          return await exactly(body, length);
        } finally {
          body.destroy();
        }
      },
      effort,
    );
  }

  /** Length of an object in bytes. @throws ChunkStoreError 'missing'. */
  async size(key: string): Promise<number> {
    const { sdk, bucket } = this.#connection;
    const input = { Bucket: bucket, Key: key };
    const length = await this.#connection.try(`${key} cannot be read`, async (client, options) => {
      try {
        return (await client.send(new sdk.HeadObjectCommand(input), options)).ContentLength;
      } catch (error) {
        if (isNotFound(error)) return null;
        throw error;
      }
    });
    if (length === undefined) throw new ChunkStoreError('io', `the S3 store does not tell the length of ${key}`);
    if (length !== null) return length;
    // The answer has no body that tells a missing key from a missing bucket.
    await this.ping();
    throw new ChunkStoreError('missing', `${key} is not in the S3 store`);
  }

  /** Not there is as good as deleted. */
  async delete(key: string, effort?: Effort): Promise<void> {
    const { sdk, bucket } = this.#connection;
    const input = { Bucket: bucket, Key: key };
    await this.#connection.try(
      `${key} cannot be deleted`,
      (client, options) => client.send(new sdk.DeleteObjectCommand(input), options),
      effort,
    );
  }

  /** The keys that begin so. @param pageSize how many are asked for, and held, at a time; a thousand at most. */
  async *list(prefix: string, effort?: Effort, pageSize = 1000): AsyncGenerator<string> {
    const { sdk, bucket } = this.#connection;
    let from: string | undefined;
    do {
      const input = { Bucket: bucket, Prefix: prefix, ContinuationToken: from, MaxKeys: pageSize };
      const page = await this.#connection.try(
        `bucket ${bucket} cannot be listed`,
        (client, options) => client.send(new sdk.ListObjectsV2Command(input), options),
        effort,
      );
      for (const { Key: key } of page.Contents ?? []) if (key !== undefined) yield key;
      from = page.NextContinuationToken;
    } while (from !== undefined);
  }

  /** Asks once whether the bucket is there. @throws ChunkStoreError. */
  async ping(): Promise<void> {
    const { sdk, bucket } = this.#connection;
    const what = `bucket ${bucket} does not answer`;
    await this.#connection.try(
      what,
      async (client, options) => {
        try {
          await client.send(new sdk.HeadBucketCommand({ Bucket: bucket }), options);
        } catch (error) {
          if (isNotFound(error)) throw new S3Refusal('bucket', what, error);
          throw error;
        }
      },
      { patience: 0, signal: AbortSignal.timeout(PING_TIME) },
    );
  }
}

/** The whole of a body. @throws a failure that passes when it ends early, as when a connection is cut. */
async function exactly(body: Readable, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafeSlow(length);
  let filled = 0;
  for await (const piece of body as AsyncIterable<Buffer>) filled += piece.copy(buffer, filled);
  if (filled === length) return buffer;
  const cut = new Error(`the body ends after ${filled} of ${length} bytes`);
  throw Object.assign(cut, { code: 'ERR_STREAM_PREMATURE_CLOSE' });
}
