import { lookup } from 'node:dns/promises';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { IngotError } from '../../kernel/errors.ts';
import { abortable } from '../abortable.ts';
import { hostOf, type UrlGuard } from './url-guard.ts';

/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<readonly string[]>;

export interface DownloadOptions {
  readonly guard: UrlGuard;
  readonly resolve: Resolve;
  /** Milliseconds that may pass without anything arriving. */
  readonly timeout: number;
  readonly signal: AbortSignal;
}

export interface Download {
  /** As the server said; null when it did not. */
  readonly size: number | null;
  readonly bytes: AsyncIterable<Buffer>;
  /** Ends the connection, whether or not the bytes were asked for. May be called again. */
  close(): void;
}

const MAX_REDIRECTS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

export const resolveBySystem: Resolve = async (hostname) =>
  (await lookup(hostname, { all: true, verbatim: true })).map(({ address }) => address);

/**
 * Asks for the bytes behind a URL, following redirects. Every URL on the way is checked, then every address of its host,
 * and the connection is made to one of those: what a second look-up would say does not matter.
 *
 * @throws `invalid` with a sentence that says what went wrong and nothing about the network of the service.
 */
export async function download(address: string, options: DownloadOptions): Promise<Download> {
  let url = options.guard.checkUrl(address);
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const response = await ask(url, options);
    const { statusCode = 0, headers } = response;
    const close = (): void => {
      response.destroy();
    };
    if (statusCode === 200 && isPlain(response)) {
      return { size: contentLength(response), bytes: body(response, options), close };
    }
    close();
    if (statusCode === 200) throw failed('The server sends the file encoded.');
    if (!REDIRECTS.has(statusCode) || headers.location === undefined) {
      throw failed(`The server answered with status ${statusCode}.`);
    }
    if (!URL.canParse(headers.location, url.href)) throw failed('The server redirected to something that is no URL.');
    // As it was written where it is whole: a parsed URL no longer shows that its host was hidden.
    const next = URL.canParse(headers.location) ? headers.location : new URL(headers.location, url).href;
    url = options.guard.checkUrl(next);
  }
  throw failed(`There were more than ${MAX_REDIRECTS} redirects.`);
}

async function ask(url: URL, options: DownloadOptions): Promise<IncomingMessage> {
  const { guard, timeout, signal } = options;
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(failed('The server did not answer in time.')), timeout);
  const both = AbortSignal.any([signal, deadline.signal]);
  try {
    const addresses = await withAbort(addressesOf(url, options.resolve), both);
    guard.checkAddresses(url, addresses);
    return await respond(url, addresses, both);
  } catch (error) {
    both.throwIfAborted();
    throw error instanceof IngotError ? error : failed('The server cannot be reached.', error);
  } finally {
    clearTimeout(timer);
  }
}

async function addressesOf(url: URL, resolve: Resolve): Promise<readonly string[]> {
  const host = hostOf(url);
  if (isIP(host)) return [host];
  try {
    const addresses = await resolve(host);
    if (addresses.length > 0) return addresses;
  } catch (error) {
    throw failed('The host of the URL cannot be resolved.', error);
  }
  throw failed('The host of the URL has no address.');
}

function respond(url: URL, addresses: readonly string[], signal: AbortSignal): Promise<IncomingMessage> {
  const options: RequestOptions = {
    // No connection is shared with anybody else, nor outlives this.
    agent: false,
    headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'Ingot' },
    lookup: pinned(addresses),
  };
  return new Promise((resolve, reject) => {
    const request =
      url.protocol === 'https:' ? httpsRequest(url, options, resolve) : httpRequest(url, options, resolve);
    const abort = (): void => {
      request.destroy(signal.reason);
    };
    signal.addEventListener('abort', abort, { once: true });
    request.once('response', () => signal.removeEventListener('abort', abort));
    request.once('error', reject);
    request.end();
  });
}

/** A resolver that knows only what was checked. */
function pinned(addresses: readonly string[]): LookupFunction {
  const known = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_, options, callback) => {
    const [first] = known;
    if (options.all) callback(null, known);
    else if (first) callback(null, first.address, first.family);
  };
}

/** An encoded file would not have the bytes, nor the length, of the file. */
function isPlain({ headers }: IncomingMessage): boolean {
  return (headers['content-encoding'] ?? 'identity') === 'identity';
}

function contentLength({ headers }: IncomingMessage): number | null {
  const length = headers['content-length'];
  return length !== undefined && /^\d{1,15}$/.test(length) ? Number(length) : null;
}

/** Time runs only while we wait for the server, not while it waits for us. */
async function* body(response: IncomingMessage, { timeout, signal }: DownloadOptions): AsyncGenerator<Buffer> {
  const idle = new AbortController();
  const arm = (): NodeJS.Timeout => setTimeout(() => idle.abort(failed('The server stopped sending.')), timeout);
  let timer = arm();
  try {
    for await (const bytes of abortable<Buffer>(response, AbortSignal.any([signal, idle.signal]))) {
      clearTimeout(timer);
      yield bytes;
      timer = arm();
    }
  } catch (error) {
    if (error instanceof IngotError || signal.aborted) throw error;
    throw failed('The connection was closed before the whole file had come.', error);
  } finally {
    clearTimeout(timer);
    response.destroy();
  }
}

async function withAbort<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    signal.throwIfAborted();
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

function failed(message: string, cause?: unknown): IngotError {
  return new IngotError('invalid', message, cause === undefined ? {} : { cause });
}
