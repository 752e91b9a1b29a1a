import { Buffer } from 'node:buffer';
import { readInstructions, type Instruction } from '@ingot/chunk-store/wire';
import { UnreachableError, type ApiClient, type HttpAnswer } from '@ingot/client';

/** Chunks that are consecutive. */
export interface ChunkRun {
  /** Counted from 0. */
  readonly first: number;
  readonly count: number;
}

/** The data of an image in the service, by its chunks. */
export class RemoteTree {
  readonly root: string;
  /** In bytes. */
  readonly size: number;
  readonly #client: ApiClient;
  readonly #path: string;

  static async open(client: ApiClient, imageId: string, signal: AbortSignal): Promise<RemoteTree> {
    const tree = await client.call('get', '/api/v1/images/{id}/tree', { path: { id: imageId }, signal });
    return new RemoteTree(client, `/api/v1/images/${encodeURIComponent(imageId)}/tree`, tree);
  }

  private constructor(client: ApiClient, path: string, { root, size }: { root: string; size: number }) {
    this.#client = client;
    this.#path = path;
    this.root = root;
    this.size = size;
  }

  /** Ids of consecutive chunks, 32 bytes each; fewer at the end. @param count 65,536 at most. */
  async ids({ first, count }: ChunkRun, signal: AbortSignal): Promise<Buffer> {
    const path = `${this.#path}/ids?first=${first}&count=${count}`;
    const response = await this.#client.open('get', path, { headers: { Accept: OCTETS }, signal });
    return Buffer.concat(await Array.fromAsync(this.#pieces(path, response)));
  }

  /** Chunks in the order in which they are asked for, zeros left out. @param runs of 1,024 chunks in all at most. */
  async *chunks(
    runs: readonly ChunkRun[],
    signal: AbortSignal,
    received: (bytes: number) => void,
  ): AsyncGenerator<Instruction> {
    const path = `${this.#path}/chunks`;
    const response = await this.#client.open('post', path, {
      headers: { Accept: OCTETS, 'Content-Type': 'application/json' },
      body: JSON.stringify({ runs }),
      signal,
    });
    yield* readInstructions(this.#pieces(path, response, received));
  }

  async *#pieces(path: string, response: HttpAnswer, received?: (bytes: number) => void): AsyncGenerator<Buffer> {
    try {
      for await (const piece of response.body ?? []) {
        received?.(piece.length);
        yield Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
      }
    } catch (error) {
      if (error instanceof TypeError) throw new UnreachableError(this.#client.base + path, error);
      throw error;
    }
  }
}

const OCTETS = 'application/octet-stream';
