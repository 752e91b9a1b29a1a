import { isChunkStoreError, S3Refusal, type S3Bucket } from '@ingot/chunk-store';
import { mapInOrder, type NbdExtent } from '@ingot/disk';
import { fromChunkStore } from '../../images/index.ts';
import { IngotError } from '../../kernel/errors.ts';
import type { ImagePoolId } from '../../kernel/ids.ts';
import type { PoolRoom } from './image-pool.ts';
import { inTurn } from '../in-turn.ts';
import type { ArtefactName, OpenArtefact, PoolStorage, StoredArtefact } from './pool-storage.ts';

/** Holds the id of the pool. */
const MARK = '.ingot-pool';
/** Longer marks are nobody's. In bytes. */
const MARK_LENGTH = 36;
/** Asked for with one request, in bytes. */
const PIECE = 1024 * 1024;
/** Requests of all readers of a pool that are under way at a time, as far as each has one: what they ask for is in memory. */
const PIECES_AHEAD = 16;

/**
 * A pool in a bucket, below a prefix.
 *
 *     <prefix>.ingot-pool        whose it is
 *     <prefix><image>.qcow2      an artefact: put whole, or a multipart upload that is complete
 *
 * @param place as people know it. @param bucket with the prefix, opened when it is first needed.
 */
export class S3Pool implements PoolStorage {
  readonly #id: ImagePoolId;
  readonly #place: string;
  readonly #open: () => Promise<S3Bucket>;
  #bucket: Promise<S3Bucket> | null = null;
  #readers = 0;

  constructor(id: ImagePoolId, place: string, bucket: () => Promise<S3Bucket>) {
    this.#id = id;
    this.#place = place;
    this.#open = bucket;
  }

  claim(): Promise<void> {
    return this.#ask(async (bucket) => {
      await bucket.probe().catch((error: unknown) => {
        if (!(error instanceof S3Refusal)) throw error;
        const sentence = `${this.#place} cannot be used (${error.reason}): is the bucket there, and may the key of the service write to it?`;
        throw new IngotError('invalid', sentence, { cause: error });
      });
      const owner = await ownerOf(bucket);
      if (owner === null) await bucket.put(MARK, Buffer.from(this.#id));
      else if (owner !== this.#id) {
        const sentence = `${this.#place} belongs to another image pool: its object ${MARK} says so.`;
        throw new IngotError('conflict', `${sentence} Remove that object if that pool is gone.`);
      }
    });
  }

  check(): Promise<PoolRoom> {
    return this.#ask(async (bucket) => {
      await this.#requireOwn(bucket);
      await bucket.probe();
      return { total: null, free: null };
    });
  }

  create(name: ArtefactName, size: number): Promise<OpenArtefact> {
    return this.#ask(async (bucket) => {
      await this.#requireOwn(bucket);
      // What an earlier try has left of it.
      await bucket.delete(name);
      const upload = bucket.upload(name, size);
      return {
        append: inTurn((pieces) => this.#ask(() => upload.append(pieces))),
        commit: () => this.#ask(() => upload.seal()),
        discard: () => this.#ask(() => upload.discard()),
      };
    });
  }

  open(name: ArtefactName): Promise<StoredArtefact> {
    return this.#ask(async (bucket) => {
      await this.#requireOwn(bucket);
      const size = await bucket.size(name).catch((error: unknown) => {
        if (!isChunkStoreError(error, 'missing')) throw error;
        throw new IngotError('corrupt', `The file ${name} is not in its image pool any more.`, { cause: error });
      });
      return {
        size,
        readOnly: true,
        descriptor: null,
        async *extents(offset, length): AsyncGenerator<NbdExtent> {
          yield { kind: 'data', offset, length };
        },
        read: async (offset, length, sink, signal) => {
          this.#readers += 1;
          try {
            const ahead = Math.max(1, Math.floor(PIECES_AHEAD / this.#readers)) - 1;
            const fetched = mapInOrder(piecesOf(offset, length, signal), ahead, (piece) =>
              this.#ask(() => bucket.get(name, piece.offset, piece.length)),
            );
            for await (const bytes of fetched) await sink([bytes]);
          } finally {
            this.#readers -= 1;
          }
        },
      };
    });
  }

  remove(name: ArtefactName): Promise<void> {
    return this.#ask(async (bucket) => {
      await this.#requireOwn(bucket);
      await bucket.delete(name);
    });
  }

  release(): Promise<void> {
    return this.#ask(async (bucket) => {
      if ((await ownerOf(bucket)) === this.#id) await bucket.delete(MARK);
    });
  }

  /** @throws `unavailable`. */
  async #requireOwn(bucket: S3Bucket): Promise<void> {
    if ((await ownerOf(bucket)) === this.#id) return;
    throw new IngotError(
      'unavailable',
      `${this.#place} is not this pool's any more: its object ${MARK} does not say so.`,
    );
  }

  async #ask<Result>(work: (bucket: S3Bucket) => Promise<Result>): Promise<Result> {
    try {
      this.#bucket ??= this.#open();
      return await work(await this.#bucket);
    } catch (error) {
      if (isChunkStoreError(error, 'unavailable') || error instanceof S3Refusal) {
        throw new IngotError('unavailable', `The service cannot use ${this.#place} now.`, { cause: error });
      }
      throw fromChunkStore(error);
    }
  }
}

/** What is asked for, until the signal fires. */
async function* piecesOf(
  offset: number,
  length: number,
  signal: AbortSignal,
): AsyncGenerator<{ readonly offset: number; readonly length: number }> {
  for (let at = offset; at < offset + length; at += PIECE) {
    signal.throwIfAborted();
    yield { offset: at, length: Math.min(PIECE, offset + length - at) };
  }
}

/** What the mark says; null where there is none. */
async function ownerOf(bucket: S3Bucket): Promise<string | null> {
  try {
    const size = await bucket.size(MARK);
    return size === MARK_LENGTH ? (await bucket.get(MARK, 0, size)).toString('utf8') : '';
  } catch (error) {
    if (isChunkStoreError(error, 'missing')) return null;
    throw error;
  }
}
