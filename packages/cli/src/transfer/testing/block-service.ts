import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { zstdDecompressSync } from 'node:zlib';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import {
  CHUNK_ID_SIZE,
  CHUNK_SIZE,
  chunkIdOf,
  chunkIdToBytes,
  encodeInstruction,
  isZero,
  readInstructions,
  treeRootOf,
} from '@ingot/chunk-store/wire';
import { ApiClient } from '@ingot/client';

/** Parts of four chunks at most, on a grid of two. */
const GRID = 2 * CHUNK_SIZE;
const MAX = 4 * CHUNK_SIZE;

/** Goes wrong where a test wants it; called for every part and every answer with chunks, counted from 1. */
export type Mishap = (call: number) => 'cut' | 'lose the answer' | 'spoil' | null;

/** A service of a few images in memory that is pushed to and pulled from, for what a real one does not do on demand. */
export interface BlockService {
  readonly client: ApiClient;
  readonly images: Map<string, Buffer>;
  /** Chunks that came along in parts. */
  readonly received: () => number;
  stop(): Promise<void>;
}

export async function blockService(mishap: Mishap = () => null): Promise<BlockService> {
  const images = new Map<string, Buffer>();
  const pushed = new Map<string, Push>();
  let calls = 0;
  let received = 0;

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', 'http://localhost');
    const [, id = '', ...rest] = url.pathname.replace('/api/v1/images', '').split('/');
    const route = `${request.method} ${rest.join('/').replace(/\d+$/, 'N')}`;
    const content = images.get(id) ?? Buffer.alloc(0);
    const say = (answered: unknown): void => void response.end(JSON.stringify(answered));
    if (route.includes('tree') && !images.has(id)) refuse(response, 404);
    else if (route === 'GET tree') say({ root: rootOf(content), size: content.length });
    else if (route === 'GET tree/ids') {
      response.end(idsOf(content, Number(url.searchParams.get('first')), Number(url.searchParams.get('count'))));
    } else if (route === 'POST tree/chunks') await sendChunks(content, await body(request), response);
    else if (route === 'POST push') {
      const { size } = await body<{ size: number }>(request);
      const push = pushed.get(id) ?? { content: Buffer.alloc(size), came: new Set() };
      pushed.set(id, push);
      say({ size, missing: missingOf(push), partGrid: GRID, partMax: MAX });
    } else if (route === 'PUT push/parts/N') {
      await takePart(pushed.get(id), Number(rest.at(-1)), url.searchParams.getAll('source'), request, response);
    } else if (route === 'POST push/finish') {
      const push = pushed.get(id);
      const { root } = await body<{ root: string }>(request);
      if (!push || root !== rootOf(push.content)) return refuse(response, 400);
      images.set(id, push.content);
      say({ id, status: 'active', size: push.content.length });
    } else refuse(response, 404);
  }

  async function takePart(
    push: Push | undefined,
    start: number,
    sources: readonly string[],
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    calls += 1;
    const trouble = mishap(calls);
    if (trouble === 'cut') return void request.socket.destroy();
    const pieces: Buffer[] = [];
    for await (const instruction of readInstructions(request)) {
      if (instruction.kind === 'zeros') pieces.push(Buffer.alloc(instruction.count * CHUNK_SIZE));
      else if (instruction.kind === 'copy') {
        const from = images.get(sources[instruction.source] ?? '') ?? Buffer.alloc(0);
        const { first, count } = instruction;
        pieces.push(from.subarray(first * CHUNK_SIZE, (first + count) * CHUNK_SIZE));
      } else {
        received += 1;
        pieces.push(
          instruction.codec === 'zstd' ? zstdDecompressSync(instruction.bytes) : Buffer.from(instruction.bytes),
        );
      }
    }
    const part = Buffer.concat(pieces);
    if (!push || push.came.has(start)) return refuse(response, 409);
    part.copy(push.content, start);
    for (let at = start; at < start + part.length; at += CHUNK_SIZE) push.came.add(at);
    if (trouble === 'lose the answer') request.socket.destroy();
    else response.writeHead(204).end();
  }

  async function sendChunks(content: Buffer, { runs }: Wanted, response: ServerResponse): Promise<void> {
    calls += 1;
    const trouble = mishap(calls);
    for (const { first, count } of runs) {
      for (let number = first; number < first + count; number += 1) {
        const bytes = chunkAt(content, number);
        const id = chunkIdOf(bytes);
        const sent = trouble === 'spoil' ? Buffer.alloc(bytes.length, 1) : bytes;
        response.write(Buffer.concat(encodeInstruction({ kind: 'chunk', id, codec: 'plain', bytes: sent })));
        if (trouble === 'cut') {
          response.socket?.destroySoon();
          return;
        }
      }
    }
    response.end();
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    client: new ApiClient({ base, token: 'token' }),
    images,
    received: () => received,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

interface Push {
  readonly content: Buffer;
  /** Chunks by where they begin. */
  readonly came: Set<number>;
}

interface Wanted {
  readonly runs: readonly { readonly first: number; readonly count: number }[];
}

function missingOf({ content, came }: Push): { offset: number; length: number }[] {
  const missing: { offset: number; length: number }[] = [];
  for (let offset = 0; offset < content.length; offset += CHUNK_SIZE) {
    const length = Math.min(CHUNK_SIZE, content.length - offset);
    const last = missing.at(-1);
    if (came.has(offset)) continue;
    if (last && last.offset + last.length === offset) last.length += length;
    else missing.push({ offset, length });
  }
  return missing;
}

export function chunkAt(content: Buffer, number: number): Buffer {
  return content.subarray(number * CHUNK_SIZE, (number + 1) * CHUNK_SIZE);
}

function idsOf(content: Buffer, first: number, count: number): Buffer {
  const ids: Buffer[] = [];
  for (let number = first; number < first + count && number * CHUNK_SIZE < content.length; number += 1) {
    const bytes = chunkAt(content, number);
    ids.push(isZero(bytes) ? Buffer.alloc(CHUNK_ID_SIZE) : chunkIdToBytes(chunkIdOf(bytes)));
  }
  return Buffer.concat(ids);
}

export function rootOf(content: Buffer): string {
  return treeRootOf(idsOf(content, 0, Infinity), content.length);
}

async function body<Body>(request: IncomingMessage): Promise<Body> {
  return (await json(request)) as Body;
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status).end(JSON.stringify({ error: { code: 'conflict', message: 'No.' } }));
}
