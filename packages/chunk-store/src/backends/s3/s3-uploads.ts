import { isChunkStoreError } from '../../errors.ts';
import type { Effort, S3Connection } from './s3-connection.ts';
import { isAnswer } from './s3-error.ts';
import type { S3Objects } from './s3-objects.ts';

/** A multipart upload that has been begun. */
export interface BegunUpload {
  readonly key: string;
  readonly id: string;
  /** Whether an earlier request may have begun another one, whose answer was lost. */
  readonly isDoubtful: boolean;
}

/** A part that has arrived. */
export interface UploadedPart {
  readonly number: number;
  readonly etag: string;
  /** How many attempts failed before; the connection of one may hold its bytes for longer. */
  readonly failures: number;
}

/** Multipart uploads of one bucket: an object is there when it is complete, and not before. */
export class S3Uploads {
  readonly #connection: S3Connection;
  readonly #objects: S3Objects;

  constructor(connection: S3Connection, objects: S3Objects) {
    this.#connection = connection;
    this.#objects = objects;
  }

  async begin(key: string, effort: Effort): Promise<BegunUpload> {
    const { sdk, bucket } = this.#connection;
    return this.#connection.try(
      `${key} cannot be written`,
      async (client, options, before) => {
        const answer = await client.send(new sdk.CreateMultipartUploadCommand({ Bucket: bucket, Key: key }), options);
        if (answer.UploadId === undefined) throw new TypeError('the S3 store gives no upload id');
        return { key, id: answer.UploadId, isDoubtful: before > 0 };
      },
      effort,
    );
  }

  /** @param number from 1. */
  async part({ key, id }: BegunUpload, number: number, bytes: Buffer, effort: Effort): Promise<UploadedPart> {
    const { sdk, bucket } = this.#connection;
    const place = { Bucket: bucket, Key: key, UploadId: id, PartNumber: number };
    return this.#connection.try(
      `part ${number} of ${key} cannot be written`,
      async (client, options, failures) => {
        const input = { ...place, Body: bytes, ContentLength: bytes.length };
        const { ETag: etag } = await client.send(new sdk.UploadPartCommand(input), options);
        if (etag === undefined) throw new TypeError('the S3 store gives no tag for a part');
        return { number, etag, failures };
      },
      effort,
    );
  }

  /** @param size that the object will have. */
  async complete({ key, id }: BegunUpload, parts: readonly UploadedPart[], size: number): Promise<void> {
    const { sdk, bucket } = this.#connection;
    const list = parts.toSorted((a, b) => a.number - b.number);
    const input = {
      Bucket: bucket,
      Key: key,
      UploadId: id,
      MultipartUpload: { Parts: list.map(({ number, etag }) => ({ PartNumber: number, ETag: etag })) },
    };
    await this.#connection.try(`${key} cannot be completed`, async (client, options, before) => {
      try {
        await client.send(new sdk.CompleteMultipartUploadCommand(input), options);
      } catch (error) {
        // The answer to an earlier request was lost: there is no such upload any more because it is complete.
        const isDone = before > 0 && isAnswer(error, 'NoSuchUpload') && (await this.#sizeOf(key)) === size;
        if (!isDone) throw error;
      }
    });
  }

  /** Gives up whatever uploads to this key there are, whoever began them. */
  async abortAll(key: string, effort: Effort): Promise<void> {
    const { sdk, bucket } = this.#connection;
    const what = `unfinished uploads to ${key} cannot be given up`;
    const list = { Bucket: bucket, Prefix: key };
    const page = await this.#connection.try(
      what,
      (client, options) => client.send(new sdk.ListMultipartUploadsCommand(list), options),
      effort,
    );
    for (const { Key: found, UploadId: id } of page.Uploads ?? []) {
      if (found === key && id !== undefined) await this.#abort(key, id, what, effort);
    }
  }

  async #abort(key: string, id: string, what: string, effort: Effort): Promise<void> {
    const { sdk, bucket } = this.#connection;
    const input = { Bucket: bucket, Key: key, UploadId: id };
    await this.#connection.try(
      what,
      async (client, options) => {
        try {
          await client.send(new sdk.AbortMultipartUploadCommand(input), options);
        } catch (error) {
          // Somebody else was faster.
          if (!isAnswer(error, 'NoSuchUpload')) throw error;
        }
      },
      effort,
    );
  }

  async #sizeOf(key: string): Promise<number | null> {
    try {
      return await this.#objects.size(key);
    } catch (error) {
      if (isChunkStoreError(error, 'missing')) return null;
      throw error;
    }
  }
}
