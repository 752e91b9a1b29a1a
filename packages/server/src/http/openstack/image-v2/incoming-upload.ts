import type { IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { IngotError } from '../../../kernel/errors.ts';
import type { Upload } from '../../../images/index.ts';
import { declaredSize } from './upload-headers.ts';

/** The body of a request as bytes on their way in. Nothing is read before somebody iterates. */
export function incomingUpload({ raw, headers }: FastifyRequest): Upload {
  const gone = new AbortController();
  const abort = (): void => {
    if (!raw.complete) gone.abort(clientGone());
  };
  if (raw.destroyed) abort();
  else raw.once('close', abort);
  return {
    bytes: bodyBytes(raw),
    declaredSize: declaredSize(headers),
    store: [headers['x-image-meta-store']].flat()[0] ?? null,
    signal: gone.signal,
  };
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
