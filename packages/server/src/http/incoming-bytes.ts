import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { giveBack } from '../images/index.ts';
import { IngotError } from '../kernel/errors.ts';

/** The body of a request that is no record, on its way in. */
export interface IncomingBytes {
  readonly bytes: AsyncIterable<Buffer>;
  /** Gives the memory of one of them back, which HTTP's parser has made for it alone. */
  readonly spent: (bytes: Buffer) => void;
  /** Aborts when the client has gone. */
  readonly signal: AbortSignal;
}

/** @throws IngotError `media-type` unless the body is announced as `application/octet-stream`. */
export function requireOctetStream(headers: IncomingHttpHeaders): void {
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type === 'application/octet-stream') return;
  throw new IngotError('media-type', 'Image data has to come with Content-Type: application/octet-stream.');
}

/** Nothing is read before somebody iterates. */
export function incomingBytes({ raw }: Pick<FastifyRequest, 'raw'>): IncomingBytes {
  const gone = new AbortController();
  const abort = (): void => {
    if (!raw.complete) gone.abort(clientGone());
  };
  if (raw.destroyed) abort();
  else raw.once('close', abort);
  return { bytes: bodyBytes(raw), spent: giveBack, signal: gone.signal };
}

async function* bodyBytes(raw: IncomingMessage): AsyncGenerator<Buffer, void, undefined> {
  try {
    // Who stops reading half-way is about to refuse; the connection has to live long enough to say so.
    for await (const bytes of raw.iterator({ destroyOnReturn: false })) yield bytes;
  } catch (cause) {
    throw clientGone(cause);
  }
}

function clientGone(cause?: unknown): IngotError {
  return new IngotError('invalid', 'The connection ended before all of the image data had come.', { cause });
}
