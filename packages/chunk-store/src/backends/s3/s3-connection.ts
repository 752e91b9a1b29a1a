import type * as Sdk from '@aws-sdk/client-s3';
import { ChunkStoreError } from '../../errors.ts';
import { persistently } from './persistence.ts';
import { passes, s3Error } from './s3-error.ts';
import type { S3Settings } from './s3-settings.ts';

/** A connection on which nothing moves is cut after this part of the patience, and no later than after so long. */
const STALL_SHARE = 2;
const LONGEST_STALL = 15_000;
const MAX_CONNECTIONS = 256;

/** One attempt at a request. */
export type Attempt<Result> = (
  client: Sdk.S3Client,
  options: { readonly abortSignal: AbortSignal },
  /** How many attempts there were before. */
  before: number,
) => Promise<Result>;

export interface Effort {
  /** In milliseconds; that of the settings unless told. 0 for one attempt. */
  readonly patience?: number;
  readonly signal?: AbortSignal;
}

/** A client of an S3 store that tries again while patience lasts. Every failure is a ChunkStoreError. */
export class S3Connection {
  /** The client's classes, which have to be loaded before they are used. */
  readonly sdk: typeof Sdk;
  readonly bucket: string;
  readonly patience: number;
  readonly #client: Sdk.S3Client;
  readonly #closing = new AbortController();

  /** Loads the client first: 0.3 s that nobody pays who keeps packs elsewhere. */
  static async open(settings: S3Settings): Promise<S3Connection> {
    return new S3Connection(await import('@aws-sdk/client-s3'), settings);
  }

  private constructor(sdk: typeof Sdk, settings: S3Settings) {
    this.sdk = sdk;
    this.bucket = settings.bucket;
    this.patience = settings.patience;
    const stall = Math.min(LONGEST_STALL, settings.patience / STALL_SHARE);
    const keys = settings.credentials;
    const agent = { keepAlive: true, maxSockets: MAX_CONNECTIONS };
    this.#client = new sdk.S3Client({
      ...(settings.endpoint === null ? {} : { endpoint: settings.endpoint }),
      region: settings.region,
      ...(keys && { credentials: { accessKeyId: keys.accessKey, secretAccessKey: keys.secretKey } }),
      forcePathStyle: settings.addressing === 'path',
      maxAttempts: 1,
      // Older stores take the checksum headers of newer protocols without looking, or refuse them. None is needed: the
      // client signs the SHA-256 of what it sends, and the store refuses a body that does not have it.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      // A body is at most a part long: cheaper to send it in vain than to ask each time.
      expectContinueHeader: false,
      requestHandler: { connectionTimeout: stall, socketTimeout: stall, httpAgent: agent, httpsAgent: agent },
    });
  }

  /** @param what failed, for the message. */
  async try<Result>(what: string, attempt: Attempt<Result>, effort: Effort = {}): Promise<Result> {
    const signals = effort.signal ? [this.#closing.signal, effort.signal] : [this.#closing.signal];
    const signal = AbortSignal.any(signals);
    const { patience = this.patience } = effort;
    const request = (before: number): Promise<Result> => attempt(this.#client, { abortSignal: signal }, before);
    try {
      return await persistently(request, { patience, passes, signal });
    } catch (error) {
      throw s3Error(error, what);
    }
  }

  close(): void {
    this.#closing.abort(new ChunkStoreError('aborted', 'the S3 store is closed'));
    this.#client.destroy();
  }
}
