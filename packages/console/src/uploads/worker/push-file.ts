import { imageGet, RefusedError, UnreachableError, type Answer, type ApiClient } from '@ingot/client';
import { CHUNK_SIZE, fileChunks } from './chunks.ts';
import { PartBody } from './instructions.ts';
import { KnownChunks } from './known-chunks.ts';
import { sampleOf, type Sample } from './sample.ts';
import { sendPart } from './send-part.ts';

export interface PushOptions {
  readonly client: ApiClient;
  readonly imageId: string;
  readonly file: File;
  /** An image whose chunks need not be sent. */
  readonly base: string | null;
  /** Of what was sent before; null when that is nothing. */
  readonly sample: Sample | null;
  readonly progress: (progress: PushProgress) => void;
  /** Told once, of the first part that has come. */
  readonly sampled: (sample: Sample) => void;
}

export interface PushProgress {
  /** Bytes of the file that need not be seen to any more. */
  readonly done: number;
  /** Bytes that went over the wire. */
  readonly wire: number;
}

/** The file is not the one whose upload was begun. */
export class OtherFileError extends Error {
  override readonly name = 'OtherFileError';
}

/** The image takes no upload, or one of another size; the message is the service's. */
export class NoPushError extends Error {
  override readonly name = 'NoPushError';
}

type PushState = Answer<'post', '/api/v1/images/{id}/push'>;

/** Connections at a time. */
const LANES = 3;
/** Bytes of the file that one of them sees to at a time, so that the last ones end together. */
const STRETCH = 64 * 2 ** 20;
/** Bytes of chunks that a part carries, about: what is sent again when a connection breaks. */
const PART_TARGET = 16 * 2 ** 20;
/** Tries one after the other in which nothing moved, and milliseconds before the second; then twice as long each time. */
const MAX_TRIES = 8;
const FIRST_PAUSE = 500;

/**
 * Makes a file the data of a queued image, from where it was left off: holes are told, chunks that the base has are
 * copied there, the others are sent. The service checks each by its id. Ends when the image has all of it.
 *
 * @throws OtherFileError, RefusedError, UnreachableError, or a DOMException when the file cannot be read any more.
 */
export async function pushFile(options: PushOptions): Promise<void> {
  const { client, imageId, file, base, sample } = options;
  if (sample !== null && (await sampleOf(file, sample)).digest !== sample.digest) throw new OtherFileError();
  const known = await openBase(client, base);
  const push = new FilePush(options, known);
  let failures = 0;
  for (;;) {
    const before = push.taken;
    try {
      const state = await beginPush(client, imageId, file.size);
      if (state === null) return;
      if (state.missing.length === 0) {
        await client.call('post', '/api/v1/images/{id}/push/finish', { path: { id: imageId }, body: {} });
        return;
      }
      await push.send(state);
      failures = 0;
    } catch (error) {
      failures = push.taken > before ? 1 : failures + 1;
      if (!mayPass(error) || failures >= MAX_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE * 2 ** (failures - 1)));
    }
  }
}

/** Begins, or goes on. @returns null when the image has its data: that they had come may have been said to nobody. */
async function beginPush(client: ApiClient, id: string, size: number): Promise<PushState | null> {
  try {
    return await client.call('post', '/api/v1/images/{id}/push', { path: { id }, body: { size } });
  } catch (error) {
    if (!(error instanceof RefusedError) || error.status !== 409) throw error;
    const { status } = await imageGet(client, id);
    if (status === 'active' || status === 'importing') return null;
    throw new NoPushError(error.message, { cause: error });
  }
}

class FilePush {
  readonly #options: PushOptions;
  readonly #known: KnownChunks;
  /** Bytes of the file that were not missing when the service was asked last. */
  #received = 0;
  #hasSample: boolean;
  #wire = 0;
  /** What is on its way: bytes of the file, by where the part begins. */
  readonly #onTheWay = new Map<number, number>();
  /** Bytes of the file in parts that came, ever. */
  taken = 0;
  #takenNow = 0;

  constructor(options: PushOptions, known: KnownChunks) {
    this.#options = options;
    this.#known = known;
    this.#hasSample = options.sample !== null;
  }

  /** Sends what is missing, as far as the service has told; the first failure stops all lanes. */
  async send({ received, missing, partMax, partGrid }: PushState): Promise<void> {
    this.#received = received;
    this.#takenNow = 0;
    this.#tell();
    const stop = new AbortController();
    const stretches = piecesOf(missing, Math.min(partMax, STRETCH));
    const lane = async (): Promise<void> => {
      try {
        for (const { offset, length } of stretches) {
          for (let start = offset; start < offset + length && !stop.signal.aborted;) {
            start = await this.#sendPart(start, offset + length, partGrid, stop.signal);
          }
          if (stop.signal.aborted) return;
        }
      } catch (error) {
        stop.abort(error);
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    this.#onTheWay.clear();
    stop.signal.throwIfAborted();
  }

  /** @returns where the part ends. */
  async #sendPart(start: number, end: number, grid: number, signal: AbortSignal): Promise<number> {
    const { imageId, file, base, sampled } = this.#options;
    const body = new PartBody(this.#known);
    let partEnd = start;
    for await (const { number, bytes, id } of fileChunks(file, start, end)) {
      signal.throwIfAborted();
      body.add({ number, bytes, id });
      partEnd = number * CHUNK_SIZE + bytes.length;
      if (body.carried >= PART_TARGET && partEnd % grid === 0) break;
    }
    const source = base === null ? '' : `?source=${encodeURIComponent(base)}`;
    const blob = body.finish();
    let told = 0;
    await sendPart({
      path: `/api/v1/images/${encodeURIComponent(imageId)}/push/parts/${start}${source}`,
      body: blob,
      signal,
      sent: (share) => {
        this.#wire += (share - told) * blob.size;
        told = share;
        this.#onTheWay.set(start, share * (partEnd - start));
        this.#tell();
      },
    });
    this.#onTheWay.delete(start);
    this.taken += partEnd - start;
    this.#takenNow += partEnd - start;
    this.#tell();
    if (!this.#hasSample) {
      this.#hasSample = true;
      sampled(await sampleOf(file, { start, end: partEnd }));
    }
    return partEnd;
  }

  #tell(): void {
    const onTheWay = this.#onTheWay.values().reduce((sum, bytes) => sum + bytes, 0);
    this.#options.progress({ done: this.#received + this.#takenNow + onTheWay, wire: this.#wire });
  }
}

/** An image that is not to be read any more saves nothing, and stops nobody. */
async function openBase(client: ApiClient, base: string | null): Promise<KnownChunks> {
  try {
    return await KnownChunks.open(client, base);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return KnownChunks.open(client, null);
  }
}

/** Stretches of a part's size at most, in order; several lanes take from it in turn. */
function* piecesOf(stretches: PushState['missing'], max: number): Generator<PushState['missing'][number]> {
  for (const { offset, length } of stretches) {
    for (let start = offset; start < offset + length; start += max) {
      yield { offset: start, length: Math.min(max, offset + length - start) };
    }
  }
}

/** Whether the way to the service, or the service for a moment, is what fails; or a part had come although nobody said so. */
function mayPass(error: unknown): boolean {
  if (error instanceof UnreachableError) return true;
  return error instanceof RefusedError && [409, 429, 502, 503, 504].includes(error.status);
}
