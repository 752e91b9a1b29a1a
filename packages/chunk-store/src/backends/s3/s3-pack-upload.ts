import { copyBytes } from '../../copy-bytes.ts';
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

interface FilledPart {
  readonly bytes: Buffer;
  /** That they lie in; null when there are none. */
  readonly memory: Buffer<ArrayBuffer> | null;
}

type State = 'open' | 'sealing' | 'sealed' | 'discarded';

/**
 * A pack on its way into the store. It holds the part that is being filled; full ones are on their way while the next
 * is filled, as many as the limits allow; while memory is short it is filled again when it has arrived. A pack of one part at
 * most is a plain object, put when it is sealed.
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
  #part: Buffer<ArrayBuffer> | null = null;
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
        if (this.#filled === this.#memory.partSize) {
          const { arrived } = await this.#send();
          if (this.#memory.isShort) await arrived;
          this.#stop.signal.throwIfAborted();
        }
        this.#part ??= this.#memory.take();
        const room = this.#memory.partSize - this.#filled;
        const copied = copyBytes(buffer.subarray(from, from + room), this.#part, this.#filled);
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
      await this.#putWhole();
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
    if (this.#part) this.#memory.giveBack(this.#part);
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

  async #putWhole(): Promise<void> {
    const { bytes, memory } = this.#takePart();
    try {
      await this.#objects.put(this.#key, bytes, { signal: this.#stop.signal });
    } finally {
      if (memory) this.#memory.giveUp();
    }
  }

  /** Puts the part on its way. @returns when it is, a promise for its arrival. @throws the failure of an earlier one. */
  async #send(): Promise<{ readonly arrived: Promise<unknown> }> {
    const { signal } = this.#stop;
    const part = this.#takePart();
    const number = this.#sent.length + 1;
    this.#upload ??= this.#stopOnFailure(this.#uploads.begin(this.#key, { signal }));
    const leave = await this.#turn(part);
    const arrived = this.#stopOnFailure(this.#sendPart(this.#upload, number, part).finally(leave));
    this.#sent.push(arrived);
    return { arrived };
  }

  /** Waits until a part may go. @returns the way to let the next one go. */
  async #turn({ memory }: FilledPart): Promise<() => void> {
    try {
      return await this.#parts.acquire(this.#stop.signal);
    } catch (error) {
      if (memory) this.#memory.giveBack(memory);
      throw error;
    }
  }

  async #sendPart(upload: Promise<BegunUpload>, number: number, { bytes, memory }: FilledPart): Promise<UploadedPart> {
    let isFree = false;
    try {
      const part = await this.#uploads.part(await upload, number, bytes, { signal: this.#stop.signal });
      // The store has all of it, and nobody else was given it.
      isFree = part.failures === 0;
      return part;
    } finally {
      if (memory && isFree) this.#memory.giveBack(memory);
      else if (memory) this.#memory.giveUp();
    }
  }

  /** A failure is met by whoever appends or seals next, by the signal. */
  #stopOnFailure<Result>(request: Promise<Result>): Promise<Result> {
    request.catch((error: unknown) => {
      this.#stop.abort(error);
    });
    return request;
  }

  #takePart(): FilledPart {
    const memory = this.#part;
    const bytes = memory?.subarray(0, this.#filled) ?? Buffer.alloc(0);
    this.#part = null;
    this.#filled = 0;
    return { bytes, memory };
  }

  #require(state: State): void {
    this.#stop.signal.throwIfAborted();
    if (this.#state !== state) throw new ChunkStoreError('io', `${this.#key} is ${this.#state}`);
  }
}
