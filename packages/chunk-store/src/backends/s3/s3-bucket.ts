import type { OpenPack } from '../../packs/pack-backend.ts';
import { probeStore } from './probe-store.ts';
import { S3Connection } from './s3-connection.ts';
import { S3Objects } from './s3-objects.ts';
import { PART_SIZE, PartMemory } from './part-memory.ts';
import { CLEANUP_TIME, S3PackUpload } from './s3-pack-upload.ts';
import type { S3Settings } from './s3-settings.ts';
import { S3Uploads } from './s3-uploads.ts';
import { Semaphore } from './semaphore.ts';

/** What S3 takes of one object ("Amazon S3 multipart upload limits"). */
const MAX_PARTS = 10_000;
/** Of parts that are on their way, in bytes; at least one is. */
const MEMORY = 64 * 1024 * 1024;

/**
 * Objects of a bucket by keys of the caller's own, each below the prefix of the settings. While the store is out of reach
 * every operation waits and tries again, for `patience`. Every failure is a ChunkStoreError; what no waiting mends is an
 * `S3Refusal`.
 */
export interface S3Bucket {
  put(key: string, bytes: Buffer): Promise<void>;
  /** Exactly these bytes, one at least. @throws ChunkStoreError 'missing', 'corrupt' when the object ends before. */
  get(key: string, offset: number, length: number): Promise<Buffer>;
  /** In bytes. @throws ChunkStoreError 'missing'. */
  size(key: string): Promise<number>;
  /** Begins a large object; nobody sees it before it is sealed. @param size in bytes, as it will be at most. */
  upload(key: string, size: number): OpenPack;
  /** Deletes an object, and what unfinished uploads to its key have left. Not there is as good as deleted. */
  delete(key: string): Promise<void>;
  /** Writes, reads, lists and deletes something once. @throws S3Refusal for what has to be put right. */
  probe(): Promise<void>;
  close(): void;
}

/** Asks nothing of the store yet: see `probe`. */
export async function openS3Bucket(settings: S3Settings): Promise<S3Bucket> {
  return new PrefixedBucket(await S3Connection.open(settings), settings.prefix);
}

class PrefixedBucket implements S3Bucket {
  readonly #connection: S3Connection;
  readonly #objects: S3Objects;
  readonly #uploads: S3Uploads;
  readonly #prefix: string;

  constructor(connection: S3Connection, prefix: string) {
    this.#connection = connection;
    this.#objects = new S3Objects(connection);
    this.#uploads = new S3Uploads(connection, this.#objects);
    this.#prefix = prefix;
  }

  put(key: string, bytes: Buffer): Promise<void> {
    return this.#objects.put(this.#prefix + key, bytes);
  }

  get(key: string, offset: number, length: number): Promise<Buffer> {
    return this.#objects.get(this.#prefix + key, offset, length);
  }

  size(key: string): Promise<number> {
    return this.#objects.size(this.#prefix + key);
  }

  upload(key: string, size: number): OpenPack {
    const partSize = Math.max(PART_SIZE, Math.ceil(size / MAX_PARTS));
    const parts = Math.max(1, Math.floor(MEMORY / partSize));
    return new S3PackUpload({
      objects: this.#objects,
      uploads: this.#uploads,
      key: this.#prefix + key,
      parts: new Semaphore(parts),
      memory: new PartMemory(partSize, { plenty: parts + 1, kept: parts }),
      filled: () => undefined,
    });
  }

  async delete(key: string): Promise<void> {
    const effort = { patience: CLEANUP_TIME, signal: AbortSignal.timeout(2 * CLEANUP_TIME) };
    await this.#uploads.abortAll(this.#prefix + key, effort);
    await this.#objects.delete(this.#prefix + key, effort);
  }

  probe(): Promise<void> {
    return probeStore(this.#objects, this.#uploads, this.#prefix);
  }

  close(): void {
    this.#connection.close();
  }
}
