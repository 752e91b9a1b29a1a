import { once } from 'node:events';
import http, { type ClientRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { IngotError } from '../../kernel/errors.ts';
import { hasErrno } from '../../kernel/errno.ts';

/** Connections that are kept to Keystone; further requests wait for one, within their deadline. */
const MAX_CONNECTIONS = 8;
/** Requests that may be under way or waiting; more are refused at once, since they would only hold memory. */
const MAX_PENDING = 256;
/** Bytes. A token without its catalog has a few KiB; a list of revocations about 200 B for each. */
const MAX_ANSWER = 4 * 2 ** 20;

export interface KeystoneRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Under the address of Keystone, such as `/v3/auth/tokens`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: object;
}

/** What Keystone said, with a status below 500. */
export interface KeystoneAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Parsed; null where there is none, and for refusals that are not JSON. */
  readonly body: unknown;
}

export interface KeystoneHttp {
  /**
   * @throws IngotError `unavailable`, with the cause, when no usable answer comes within the deadline: no connection,
   *   status 5xx or 429, a body that is too long or not JSON.
   */
  ask(request: KeystoneRequest): Promise<KeystoneAnswer>;
  /** Cuts what is under way. */
  close(): void;
}

export interface KeystoneHttpOptions {
  /** Without `/v3` and without a slash at its end. */
  readonly url: string;
  /** Certificates in PEM of those that may vouch for Keystone's; null for the system's. */
  readonly ca: string | null;
  /** Milliseconds from the request to the last byte of the answer, waiting for a connection included. */
  readonly timeout: number;
}

/** JSON over a few connections that are kept open. */
export function createKeystoneHttp({ url, ca, timeout }: KeystoneHttpOptions): KeystoneHttp {
  const pool = { keepAlive: true, maxSockets: MAX_CONNECTIONS };
  const secure = url.startsWith('https:');
  const agent = secure ? new https.Agent({ ...pool, ...(ca !== null && { ca }) }) : new http.Agent(pool);
  const { request: open } = secure ? https : http;
  const closing = new AbortController();
  let pending = 0;

  const exchange = async (request: KeystoneRequest, signal: AbortSignal): Promise<KeystoneAnswer> => {
    const body = request.json === undefined ? null : JSON.stringify(request.json);
    const headers = {
      accept: 'application/json',
      ...request.headers,
      ...(body !== null && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
    };
    const sent = open(`${url}${request.path}`, { method: request.method, headers, agent, signal });
    sent.end(body);
    try {
      return await read(await responseTo(sent));
    } catch (error) {
      // Keystone closed the kept connection while this was sent; nothing was done.
      if (sent.reusedSocket && hasErrno(error, 'ECONNRESET')) return exchange(request, signal);
      throw error;
    }
  };

  return {
    ask: async (request) => {
      if (pending >= MAX_PENDING) throw unavailable('too many requests wait for Keystone');
      pending += 1;
      const deadline = AbortSignal.timeout(timeout);
      try {
        return await exchange(request, AbortSignal.any([deadline, closing.signal]));
      } catch (error) {
        if (error instanceof IngotError) throw error;
        throw unavailable(deadline.aborted ? `no answer within ${timeout} ms` : reasonOf(error), error);
      } finally {
        pending -= 1;
      }
    },
    close: () => {
      closing.abort();
      agent.destroy();
    },
  };
}

async function responseTo(sent: ClientRequest): Promise<IncomingMessage> {
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return response;
}

async function read(response: IncomingMessage): Promise<KeystoneAnswer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of response as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > MAX_ANSWER) throw unavailable(`an answer of more than ${MAX_ANSWER} bytes`);
    pieces.push(piece);
  }
  const { statusCode: status = 0, headers } = response;
  if (status >= 500 || status === 429) throw unavailable(`status ${status}`);
  return { status, headers, body: parse(Buffer.concat(pieces).toString(), status) };
}

function parse(text: string, status: number): unknown {
  try {
    return text === '' ? null : (JSON.parse(text) as unknown);
  } catch (cause) {
    if (status >= 300) return null;
    throw unavailable('an answer that is not JSON', cause);
  }
}

/** @param reason for the log, never for the caller. */
export function unavailable(reason: string, cause?: unknown): IngotError {
  return new IngotError('unavailable', 'Keystone, which knows who you are, cannot be asked now; try again shortly.', {
    context: { reason },
    retryAfter: 5,
    ...(cause !== undefined && { cause }),
  });
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // A name with several addresses fails with one error for each, and an empty message of its own.
  const told = error instanceof AggregateError ? error.errors.map(reasonOf).join('; ') : error.message;
  return told === '' ? error.name : told;
}
