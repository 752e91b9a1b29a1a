import { open, type FileHandle } from 'node:fs/promises';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { CHUNK_SIZE, type ChunkId } from '@ingot/chunk-store';
import { RefusedError, type Answer } from '@ingot/client';
import { sendBody } from '../image-data/send-body.ts';
import { BaseChunks } from './base-chunks.ts';
import { FileChunks, type NamedChunk } from './file-chunks.ts';
import { inLanes } from './lanes.ts';
import { partBody } from './part-body.ts';
import { Patience } from './patience.ts';
import { DEFAULT_LANES, TransferMeter, type Transferred, type TransferOptions } from './transfer.ts';
import { TreeIds } from './tree-ids.ts';

export interface PushOptions extends TransferOptions {
  /** Images whose chunks need not be sent; the caller has to be allowed to read them. The best first, 16 at most. */
  readonly bases: readonly string[];
}

type PushState = Answer<'post', '/api/v1/images/{id}/push'>;

/** Chunk bytes that one part carries, about: what has to be sent again when a connection breaks. */
const PART_TARGET = 16 * 2 ** 20;

interface Stretch {
  readonly offset: number;
  readonly length: number;
}

/**
 * Makes a file the data of a queued image: sends those chunks only that no base has. What was sent before a cut stays
 * sent: pushing the same file again goes on. Resolves when the image is active with exactly the bytes of the file.
 *
 * @throws RefusedError, UnreachableError, or what the file system says; a RangeError when the file is empty.
 */
export async function push(options: PushOptions): Promise<Transferred> {
  const { file, lanes = DEFAULT_LANES } = options;
  const handle = await open(file);
  const chunks = new FileChunks(lanes + 1);
  try {
    return await new FilePush(options, handle, chunks, (await handle.stat()).size).run();
  } finally {
    await chunks.close();
    await handle.close();
  }
}

class FilePush {
  readonly #options: PushOptions;
  readonly #handle: FileHandle;
  readonly #chunks: FileChunks;
  readonly #size: number;
  readonly #ids: TreeIds;
  readonly #meter: TransferMeter;
  readonly #patience: Patience;
  readonly #agent: HttpAgent;
  /** Bytes of the file in parts that the service has taken. */
  #taken = 0;
  /** By number of the chunk: 1 once it has an id. */
  readonly #named: Uint8Array;

  constructor(options: PushOptions, handle: FileHandle, chunks: FileChunks, size: number) {
    if (size === 0) throw new RangeError('There is nothing to push in an empty file.');
    this.#options = options;
    this.#handle = handle;
    this.#chunks = chunks;
    this.#size = size;
    this.#ids = new TreeIds(size);
    this.#named = new Uint8Array(Math.ceil(size / CHUNK_SIZE));
    this.#meter = new TransferMeter(size, options.progress);
    this.#patience = new Patience(() => this.#taken, options.signal);
    const { protocol } = new URL(options.client.base);
    this.#agent = new (protocol === 'https:' ? HttpsAgent : HttpAgent)({ keepAlive: true });
  }

  async run(): Promise<Transferred> {
    const { client, imageId, bases, signal } = this.#options;
    const path = { id: imageId };
    const begin = (): Promise<PushState> =>
      this.#patience.retry(() =>
        client.call('post', '/api/v1/images/{id}/push', { path, body: { size: this.#size }, signal }),
      );
    try {
      const known = await this.#patience.retry(() => BaseChunks.open(client, bases, signal));
      for (let state = await begin(); state.missing.length > 0; state = await begin()) {
        try {
          await this.#send(known, state);
        } catch (error) {
          // What was sent may have come although the answer did not; or somebody else has sent it.
          await this.#patience.afterFailure(error, isConflict(error) || undefined);
        }
      }
      await this.#nameRest();
      const root = await this.#ids.root();
      await this.#patience.retry(() =>
        client.call('post', '/api/v1/images/{id}/push/finish', { path, body: { root }, signal }),
      );
      return { size: this.#size, wire: this.#meter.wire, root };
    } finally {
      this.#agent.destroy();
    }
  }

  /** Sends what is missing, as far as the service has told. */
  #send(known: BaseChunks, { missing, partMax, partGrid }: PushState): Promise<void> {
    const { lanes = DEFAULT_LANES, signal } = this.#options;
    const stretches = piecesOf(missing, partMax);
    return inLanes(
      lanes,
      () => stretches.next().value ?? null,
      async ({ offset, length }, stop) => {
        for (let start = offset; start < offset + length;) {
          start = await this.#sendPart(known, { offset: start, length: offset + length - start }, partGrid, stop);
        }
      },
      signal,
    );
  }

  /** Sends a part of a stretch from its beginning on. @returns where it ends. */
  async #sendPart(known: BaseChunks, { offset, length }: Stretch, grid: number, signal: AbortSignal): Promise<number> {
    const { client, imageId, bases } = this.#options;
    const range = { first: offset / CHUNK_SIZE, count: Math.ceil(length / CHUNK_SIZE) };
    const window = await known.window(range.first, range.count, signal);
    let end = offset;
    const took = ({ number, id }: NamedChunk): void => {
      end = Math.min((number + 1) * CHUNK_SIZE, this.#size);
      this.#name(number, id);
    };
    const query = new URLSearchParams(bases.map((id): [string, string] => ['source', id])).toString();
    await sendBody(client, {
      path: `/api/v1/images/${encodeURIComponent(imageId)}/push/parts/${offset}?${query}`,
      length: null,
      pieces: partBody(this.#chunks.read(this.#handle, this.#size, range, signal), window, {
        grid,
        target: PART_TARGET,
        took,
      }),
      signal,
      sent: (bytes) => this.#meter.sent(bytes),
      agent: this.#agent,
    });
    this.#taken += end - offset;
    return end;
  }

  /** Names the chunks that were sent before: all of them together have to be the file as it is now. */
  async #nameRest(): Promise<void> {
    const { signal } = this.#options;
    for (let first = this.#named.indexOf(0); first !== -1; first = this.#named.indexOf(0, first)) {
      const next = this.#named.indexOf(1, first);
      const count = (next === -1 ? this.#named.length : next) - first;
      for await (const chunk of this.#chunks.read(this.#handle, this.#size, { first, count }, signal)) {
        this.#name(chunk.number, chunk.id);
        chunk.release();
      }
    }
  }

  #name(number: number, id: ChunkId | null): void {
    this.#ids.set(number, id);
    if (this.#named[number] === 1) return;
    this.#named[number] = 1;
    this.#meter.did(Math.min(CHUNK_SIZE, this.#size - number * CHUNK_SIZE));
  }
}

/** Stretches of a part's size at most, in order. */
function* piecesOf(stretches: readonly Stretch[], max: number): Generator<Stretch, null> {
  for (const { offset, length } of stretches) {
    for (let start = offset; start < offset + length; start += max) {
      yield { offset: start, length: Math.min(max, offset + length - start) };
    }
  }
  return null;
}

function isConflict(error: unknown): boolean {
  return error instanceof RefusedError && error.status === 409;
}
