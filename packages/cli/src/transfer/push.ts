import type { Agent } from 'node:http';
import { CHUNK_SIZE, giveBack } from '@ingot/chunk-store/wire';
import { RefusedError, type Answer } from '@ingot/client';
import { httpModuleFor } from '../http-modules.ts';
import { sendBody } from '../image-data/send-body.ts';
import { BaseChunks } from './base-chunks.ts';
import { inLanes } from './lanes.ts';
import type { NamedFile } from './named-file.ts';
import { partBody } from './part-body.ts';
import { planPart, type PartPlan } from './part-plan.ts';
import { Patience } from './patience.ts';
import { DEFAULT_LANES, TransferMeter, type Transferred, type TransferOptions } from './transfer.ts';

export interface PushOptions extends TransferOptions {
  readonly file: NamedFile;
  /** Images whose chunks need not be sent; the caller has to be allowed to read them. The best first, 16 at most. */
  readonly bases: readonly string[];
}

type PushState = Answer<'post', '/api/v1/images/{id}/push'>;

/** Chunk bytes that one part carries, about: what has to be sent again when a connection breaks. */
const PART_TARGET = 16 * 2 ** 20;

interface PlannedPart extends PartPlan {
  /** In bytes. */
  readonly start: number;
}

/**
 * Makes a file the data of a queued image: sends those chunks only that no base has. What was sent before a cut stays
 * sent: pushing the same file again goes on. Resolves when the image is active with exactly the bytes of the file.
 *
 * @throws RefusedError, UnreachableError, FileReadError when the file cannot be read; a RangeError when it is empty.
 */
export async function push(options: PushOptions): Promise<Transferred> {
  return new FilePush(options).run();
}

class FilePush {
  readonly #options: PushOptions;
  readonly #file: NamedFile;
  readonly #meter: TransferMeter;
  readonly #patience: Patience;
  readonly #agent: Agent;
  /** Bytes of the file in parts that the service has taken. */
  #taken = 0;

  constructor(options: PushOptions) {
    const { file, client, progress, signal } = options;
    if (file.size === 0) throw new RangeError('There is nothing to push in an empty file.');
    this.#options = options;
    this.#file = file;
    this.#meter = new TransferMeter(file.size, progress);
    this.#patience = new Patience(() => this.#taken, signal);
    const { Agent: AgentOf } = httpModuleFor(new URL(client.base).protocol);
    this.#agent = new AgentOf({ keepAlive: true });
  }

  async run(): Promise<Transferred> {
    const { client, imageId, bases, signal } = this.#options;
    const { size, ids } = this.#file;
    const path = { id: imageId };
    const begin = (): Promise<PushState> =>
      this.#patience.retry(() => client.call('post', '/api/v1/images/{id}/push', { path, body: { size }, signal }));
    try {
      const known = await this.#patience.retry(() => BaseChunks.open(client, bases, signal));
      for (let state = await begin(); state.missing.length > 0; state = await begin()) {
        this.#meter.hasDone(state.received);
        try {
          await this.#send(known, state);
        } catch (error) {
          // What was sent may have come although the answer did not; or somebody else has sent it.
          await this.#patience.afterFailure(error, isConflict(error) || undefined);
        }
      }
      this.#meter.hasDone(size);
      // What was sent before, and all the rest, has to be the file as it is now.
      await this.#file.namedUntil(Math.ceil(size / CHUNK_SIZE));
      const root = ids.root();
      await this.#patience.retry(() =>
        client.call('post', '/api/v1/images/{id}/push/finish', { path, body: { root }, signal }),
      );
      return { size, wire: this.#meter.wire, root };
    } finally {
      this.#agent.destroy();
    }
  }

  /** Sends what is missing, as far as the service has told. */
  async #send(known: BaseChunks, state: PushState): Promise<void> {
    const { lanes = DEFAULT_LANES, signal } = this.#options;
    const parts = this.#plans(known, state);
    const take = async (): Promise<PlannedPart | null> => (await parts.next()).value ?? null;
    await inLanes(lanes, take, (part, stop) => this.#sendPart(part, stop), signal);
  }

  /** Parts for what is missing, in order. */
  async *#plans(known: BaseChunks, { missing, partMax, partGrid: grid }: PushState): AsyncGenerator<PlannedPart, null> {
    for (const { offset, length } of missing) {
      for (let start = offset; start < offset + length;) {
        const limit = Math.min(start + partMax, offset + length);
        const range = { first: start / CHUNK_SIZE, count: Math.ceil((limit - start) / CHUNK_SIZE) };
        const window = await known.window(range.first, range.count, this.#options.signal);
        const plan = await planPart(this.#file, window, start, { limit, grid, target: PART_TARGET });
        yield { ...plan, start };
        start = plan.end;
      }
    }
    return null;
  }

  async #sendPart({ runs, start, end }: PlannedPart, signal: AbortSignal): Promise<void> {
    const { client, imageId, bases } = this.#options;
    const query = new URLSearchParams(bases.map((id): [string, string] => ['source', id])).toString();
    const took = ({ first, count }: { first: number; count: number }): void =>
      this.#meter.did(Math.min((first + count) * CHUNK_SIZE, this.#file.size) - first * CHUNK_SIZE);
    await sendBody(client, {
      path: `/api/v1/images/${encodeURIComponent(imageId)}/push/parts/${start}?${query}`,
      length: null,
      pieces: partBody(this.#file, runs, took),
      signal,
      sent: (bytes) => this.#meter.sent(bytes),
      spent: giveBack,
      agent: this.#agent,
    });
    this.#taken += end - start;
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof RefusedError && error.status === 409;
}
