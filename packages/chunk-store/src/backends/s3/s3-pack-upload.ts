import { ChunkStoreError } from '../../errors.ts';
import type { OpenPack } from '../../packs/pack-backend.ts';
import type { S3Objects } from './s3-objects.ts';
import type { BegunUpload, S3Uploads, UploadedPart } from './s3-uploads.ts';
import type { PartMemory } from './part-memory.ts';
import type { Semaphore } from './semaphore.ts';

/** Cleaning up may fail, since whoever comes next does it again: nobody waits long for it. In milliseconds. */
export const CLEANUP_TIME = 5_000;

export interface PackUploadOptions {
  readonly objects: S3Objects;
  readonly uploads: S3Uploads;
  readonly key: string;
  /** Parts on their way, of all packs together. */
  readonly parts: Semaphore;
  /** Of parts; S3 takes 10,000 of an object. */
  readonly memory: PartMemory;
  /** Called when the pack fills no part any more. */
  readonly filled: () => void;
}

type State = 'open' | 'sealing' | 'sealed' | 'discarded';

/**
 * A pack on its way into the store. It holds the part that is being filled; full ones are on their way while the next
 * is filled, as many as the limits allow. A pack of one part at most is a plain object, put when it is sealed.
 */
export class S3PackUpload implements OpenPack {
  readonly #objects: S3Objects;
  readonly #uploads: S3Uploads;
  readonly #key: string;
  readonly #parts: Semaphore;
  readonly #memory: PartMemory;
  readonly #noMoreFilling: () => void;
  /** Fires with the first failure, or when the pack is given up. */
  readonly #stop = new AbortController();
  readonly #sent: Promise<UploadedPart>[] = [];
  #state: State = 'open';
  #upload: Promise<BegunUpload> | null = null;
  #part: Buffer | null = null;
  #filled = 0;
  #size = 0;

  constructor({ objects, uploads, key, parts, memory, filled }: PackUploadOptions) {
    this.#objects = objects;
    this.#uploads = uploads;
    this.#key = key;
    this.#parts = parts;
    this.#memory = memory;
    this.#noMoreFilling = filled;
  }

  async append(bytes: readonly Buffer[]): Promise<void> {
    this.#require('open');
    for (const buffer of bytes) {
      for (let from = 0; from < buffer.length;) {
        if (this.#filled === this.#memory.partSize) await this.#send();
        this.#part ??= this.#memory.take();
        const copied = buffer.copy(this.#part, this.#filled, from);
        this.#filled += copied;
        this.#size += copied;
        from += copied;
      }
    }
  }

  async seal(): Promise<void> {
    this.#require('open');
    this.#state = 'sealing';
    if (this.#upload === null) {
      await this.#objects.put(this.#key, this.#takePart(), { signal: this.#stop.signal });
      this.#noMoreFilling();
    } else {
      await this.#send();
      this.#noMoreFilling();
      await this.#complete(await this.#upload);
    }
    this.#state = 'sealed';
  }

  async discard(): Promise<void> {
    if (this.#state === 'sealed' || this.#state === 'discarded') return;
    const mayBeThere = this.#state === 'sealing';
    this.#state = 'discarded';
    this.#part = null;
    this.#stop.abort(new ChunkStoreError('aborted', `${this.#key} was given up`));
    this.#noMoreFilling();
    await Promise.allSettled([this.#upload, ...this.#sent]);
    const effort = { patience: 0, signal: AbortSignal.timeout(CLEANUP_TIME) };
    if (this.#upload !== null) await this.#uploads.abortAll(this.#key, effort);
    if (mayBeThere) await this.#objects.delete(this.#key, effort);
  }

  async #complete(upload: BegunUpload): Promise<void> {
    const parts = await Promise.all(this.#sent);
    await this.#uploads.complete(upload, parts, this.#size);
    if (upload.isDoubtful) await this.#uploads.abortAll(this.#key, { signal: this.#stop.signal });
  }

  /** Puts the part on its way. Resolves when the next may be filled. @throws the failure of an earlier one. */
  async #send(): Promise<void> {
    const { signal } = this.#stop;
    const memory = this.#part;
    const bytes = this.#takePart();
    const number = this.#sent.length + 1;
    this.#upload ??= this.#stopOnFailure(this.#uploads.begin(this.#key, { signal }));
    const giveBack = await this.#parts.acquire(signal);
    this.#sent.push(this.#stopOnFailure(this.#sendPart(this.#upload, number, bytes, memory).finally(giveBack)));
  }

  async #sendPart(
    upload: Promise<BegunUpload>,
    number: number,
    bytes: Buffer,
    memory: Buffer | null,
  ): Promise<UploadedPart> {
    const part = await this.#uploads.part(await upload, number, bytes, { signal: this.#stop.signal });
    // The store has all of it, and nobody else was given it.
    if (memory && part.failures === 0) this.#memory.giveBack(memory);
    return part;
  }

  /** A failure is met by whoever appends or seals next, by the signal. */
  #stopOnFailure<Result>(request: Promise<Result>): Promise<Result> {
    request.catch((error: unknown) => {
      this.#stop.abort(error);
    });
    return request;
  }

  #takePart(): Buffer {
    const part = this.#part?.subarray(0, this.#filled) ?? Buffer.alloc(0);
    this.#part = null;
    this.#filled = 0;
    return part;
  }

  #require(state: State): void {
    this.#stop.signal.throwIfAborted();
    if (this.#state !== state) throw new ChunkStoreError('io', `${this.#key} is ${this.#state}`);
  }
}
