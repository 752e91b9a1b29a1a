import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { arrayBuffer, text } from 'node:stream/consumers';
import type { Fetch, HttpAnswer, HttpRequest } from '@ingot/client';
import { httpModuleFor } from '../http-modules.ts';
import { hasSystemCode } from '../system-error.ts';

/** Milliseconds to reach the service in. */
const CONNECT_TIMEOUT = 10_000;
/** Milliseconds in which something has to come once it is reached. */
const IDLE_TIMEOUT = 300_000;

/** Makes requests as `fetch` does, by `node:http`: what `fetch` loads takes as long as the start of most commands. */
export const httpFetch: Fetch = async (url, request) => {
  const answer = await answerTo(url, request);
  const { statusCode: status = 0, headers } = answer;
  // Who gets no body will not read it, and until then the connection is not free.
  if (request.method === 'HEAD' || status === 204) answer.resume();
  if (status >= 300 && status < 400) {
    answer.destroy();
    throw new TypeError(`It sends to ${headers.location ?? 'somewhere else'}.`);
  }
  const body = bodyOf(answer, request.signal);
  return {
    ok: status >= 200 && status < 300,
    status,
    url,
    headers: { get: (name) => [headers[name.toLowerCase()] ?? []].flat().join(', ') || null },
    body,
    text: () => text(body),
    arrayBuffer: () => arrayBuffer(body),
  } satisfies HttpAnswer;
};

async function answerTo(url: string, { method, headers, body, signal }: HttpRequest): Promise<IncomingMessage> {
  signal?.throwIfAborted();
  const { request: begin } = httpModuleFor(new URL(url).protocol);
  const length = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) };
  const options = { method, headers: { ...headers, ...length }, ...(signal && { signal }), timeout: IDLE_TIMEOUT };
  return new Promise((resolve, reject) => {
    const outgoing = begin(url, options);
    outgoing.once('response', resolve);
    outgoing.once('socket', (socket) => boundConnecting(outgoing, socket));
    outgoing.once('timeout', () => outgoing.destroy(new Error('Nothing has come for five minutes.')));
    outgoing.on('error', (error) => reject(failureOf(error, signal)));
    outgoing.end(body);
  });
}

function boundConnecting(outgoing: ClientRequest, socket: Socket): void {
  if (!socket.connecting) return;
  const giveUp = setTimeout(() => outgoing.destroy(new Error('Nobody has answered for ten seconds.')), CONNECT_TIMEOUT);
  for (const event of ['connect', 'close']) socket.once(event, () => clearTimeout(giveUp));
}

async function* bodyOf(answer: IncomingMessage, signal?: AbortSignal): AsyncGenerator<Buffer<ArrayBuffer>> {
  try {
    yield* answer as AsyncIterable<Buffer<ArrayBuffer>>;
  } catch (error) {
    throw failureOf(error, signal);
  }
}

function failureOf(error: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return signal.reason;
  // Whoever leaves the scheme out means the one that a service of his own machine does not speak.
  const cause = isPlainAnswer(error) ? new Error('there is no TLS; begin its address with http://') : error;
  return new TypeError('The connection has failed.', { cause });
}

function isPlainAnswer(error: unknown): boolean {
  return hasSystemCode(error, 'EPROTO') && /wrong version number/.test(String(error));
}
