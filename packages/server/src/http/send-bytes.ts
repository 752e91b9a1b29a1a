import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';

/** Takes pieces of a body, which are lent until it has settled. */
type Sink = (pieces: readonly Buffer[]) => Promise<void>;

/** Sends a body to `sink` until it ends or `signal` aborts. */
type SendBody = (sink: Sink, signal: AbortSignal) => Promise<void>;

/**
 * Answers with a body that is lent piece by piece: what goes to the socket is the memory that was read into, and it is
 * given back when the system has taken it. Status and headers, the length among them, are set before.
 *
 * A body that fails before its first byte is an error like any other. One that fails later cuts the connection, so that
 * no client takes the part for the whole. When the client has gone it ends.
 *
 * @throws what `send` throws before the first byte.
 */
export async function sendBytes(reply: FastifyReply, send: SendBody): Promise<void> {
  const { raw } = reply;
  const gone = new AbortController();
  const close = (): void => gone.abort(new Error('the client has gone'));
  raw.once('close', close);
  const sink: Sink = (pieces) => {
    if (!reply.sent) {
      reply.hijack();
      raw.statusCode = reply.statusCode;
      for (const [name, value] of Object.entries(reply.getHeaders())) {
        if (value !== undefined) raw.setHeader(name, value);
      }
    }
    return writePieces(raw, pieces, gone.signal);
  };
  try {
    await send(sink, gone.signal);
    raw.end();
  } catch (error) {
    if (!reply.sent) {
      // They describe the body that does not come.
      for (const name of Object.keys(reply.getHeaders())) if (name.startsWith('content-')) reply.removeHeader(name);
      throw error;
    }
    if (!gone.signal.aborted) reply.log.error({ err: error }, 'a body was cut off');
    raw.destroy();
  } finally {
    raw.off('close', close);
  }
}

/** Resolves when the system has taken all; rejects when the connection has closed, after which it takes nothing more. */
function writePieces(raw: ServerResponse, pieces: readonly Buffer[], gone: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const close = (): void => reject(gone.reason);
    if (gone.aborted) return close();
    gone.addEventListener('abort', close, { once: true });
    const last = pieces.length - 1;
    raw.cork();
    for (const [position, piece] of pieces.entries()) {
      if (position < last) raw.write(piece);
      else
        raw.write(piece, (error) => {
          // One that failed is followed by the close.
          if (error) return;
          gone.removeEventListener('abort', close);
          resolve();
        });
    }
    raw.uncork();
  });
}
