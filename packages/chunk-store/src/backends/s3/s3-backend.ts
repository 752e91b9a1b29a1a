/**
 * Packs as objects of an S3-compatible store.
 *
 *     <prefix>packs/<uuid>.pack     sealed: put whole, or a multipart upload that is complete
 *
 * An open pack is a multipart upload at most: no reader and no listing shows it. What a dead process leaves is such an
 * upload; `delete` of its pack gives it up. What is trusted: the store, to keep what it has acknowledged, and to refuse
 * a body that is not the one that was signed. Bytes that come back are checked by the reader, since they came over a
 * network.
 *
 * Memory: an open pack holds a part of 5 MiB, and at most 64 are open. Up to eight parts, 40 MiB, packs hold others while
 * those are on their way, four at a time; with more, a pack fills its part again when that has arrived. Several parts go at
 * a time, so that a pack takes as long as the line needs, not as many times as long as an answer takes to come.
 *
 * While the store is out of reach every operation waits and tries again, for `patience`; then it fails with
 * 'unavailable'. What no waiting mends fails at once with an `S3Refusal`.
 */
import { ChunkStoreError, isChunkStoreError } from '../../errors.ts';
import type { OpenPack, PackBackend } from '../../packs/pack-backend.ts';
import { parsePackId, type PackId } from '../../packs/pack-id.ts';
import { probeStore } from './probe-store.ts';
import { S3Connection } from './s3-connection.ts';
import { S3Objects } from './s3-objects.ts';
import { PART_SIZE, PartMemory } from './part-memory.ts';
import { CLEANUP_TIME, S3PackUpload } from './s3-pack-upload.ts';
import type { S3Settings } from './s3-settings.ts';
import { S3Uploads } from './s3-uploads.ts';
import { Semaphore } from './semaphore.ts';

const SUFFIX = '.pack';
const MAX_OPEN_PACKS = 64;
const MAX_PARTS_ON_THEIR_WAY = 4;
/** Parts that packs hold between them before each has to do with one. */
const PLENTY_OF_PARTS = 8;

export interface S3Backend extends PackBackend {
  /**
   * Writes, reads, lists and deletes something once, so that a mistake in the settings is told at the start.
   *
   * @throws S3Refusal for what has to be put right; ChunkStoreError 'unavailable' when that cannot be known now.
   */
  probe(): Promise<void>;
  /** Asks once whether the bucket is there; takes seconds at most. @throws ChunkStoreError. */
  ping(): Promise<void>;
}

/** Asks nothing of the store yet: see `probe`. */
export async function s3Backend(settings: S3Settings): Promise<S3Backend> {
  return new BucketBackend(await S3Connection.open(settings), settings.prefix);
}

class BucketBackend implements S3Backend {
  readonly origin = 'network';
  readonly #connection: S3Connection;
  readonly #objects: S3Objects;
  readonly #uploads: S3Uploads;
  readonly #prefix: string;
  readonly #openPacks = new Semaphore(MAX_OPEN_PACKS);
  readonly #parts = new Semaphore(MAX_PARTS_ON_THEIR_WAY);
  readonly #memory = new PartMemory(PART_SIZE, { plenty: PLENTY_OF_PARTS, kept: MAX_PARTS_ON_THEIR_WAY });

  constructor(connection: S3Connection, prefix: string) {
    this.#connection = connection;
    this.#objects = new S3Objects(connection);
    this.#uploads = new S3Uploads(connection, this.#objects);
    this.#prefix = prefix;
  }

  async create(pack: PackId): Promise<OpenPack> {
    const key = this.#key(pack);
    const filled = await this.#connection.try(
      'too many packs are being written',
      (_, { abortSignal }) => this.#openPacks.acquire(abortSignal),
      { signal: AbortSignal.timeout(this.#connection.patience) },
    );
    try {
      if (await this.#exists(key)) throw new ChunkStoreError('io', `pack ${pack} is there already`);
    } catch (error) {
      filled();
      throw error;
    }
    const shared = { objects: this.#objects, uploads: this.#uploads, parts: this.#parts, memory: this.#memory };
    return new S3PackUpload({ ...shared, key, filled });
  }

  async read(pack: PackId, offset: number, length: number): Promise<Buffer> {
    if (length > 0) return this.#objects.get(this.#key(pack), offset, length);
    if (offset > (await this.size(pack))) throw new ChunkStoreError('corrupt', `pack ${pack} ends before ${offset}`);
    return Buffer.alloc(0);
  }

  size(pack: PackId): Promise<number> {
    return this.#objects.size(this.#key(pack));
  }

  async delete(pack: PackId): Promise<void> {
    const key = this.#key(pack);
    const effort = { patience: CLEANUP_TIME, signal: AbortSignal.timeout(2 * CLEANUP_TIME) };
    await this.#uploads.abortAll(key, effort);
    await this.#objects.delete(key, effort);
  }

  async *list(): AsyncIterable<PackId> {
    const start = `${this.#prefix}packs/`;
    for await (const key of this.#objects.list(start)) {
      const pack = key.endsWith(SUFFIX) ? parsePackId(key.slice(start.length, -SUFFIX.length)) : null;
      if (pack) yield pack;
    }
  }

  async close(): Promise<void> {
    this.#connection.close();
  }

  ping(): Promise<void> {
    return this.#objects.ping();
  }

  probe(): Promise<void> {
    return probeStore(this.#objects, this.#uploads, this.#prefix);
  }

  async #exists(key: string): Promise<boolean> {
    try {
      await this.#objects.size(key);
      return true;
    } catch (error) {
      if (isChunkStoreError(error, 'missing')) return false;
      throw error;
    }
  }

  #key(pack: PackId): string {
    return `${this.#prefix}packs/${pack}${SUFFIX}`;
  }
}
