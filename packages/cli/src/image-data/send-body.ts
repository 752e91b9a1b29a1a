import type { Agent, ClientRequest, IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { refusal, UnreachableError, type ApiClient } from '@ingot/client';
import { httpModuleFor } from '../http-modules.ts';

export interface OutgoingBody {
  /** With its query, as it is on the wire. */
  readonly path: string;
  /** In bytes; null when nobody knows. */
  readonly length: number | null;
  readonly pieces: AsyncIterable<Buffer>;
  readonly signal: AbortSignal;
  /** Called with the length of every piece. */
  readonly sent: (bytes: number) => void;
  /** Called with every piece that the system has taken: nobody looks at it any more. */
  readonly spent?: (piece: Buffer) => void;
  /** What keeps connections; each body has its own unless given. Of the kind that the service's address needs. */
  readonly agent?: Agent;
}

/**
 * Sends bytes by PUT.
 *
 * Not by `fetch`: that loses the answer when the service refuses in the middle of the body, and with it the sentence
 * that says what is wrong with the bytes.
 *
 * @throws RefusedError, UnreachableError, or what `pieces` throws.
 */
export async function sendBody(client: ApiClient, body: OutgoingBody): Promise<void> {
  const { path, length, pieces, signal, sent, spent, agent } = body;
  const url = new URL(client.base + path);
  const headers = {
    ...client.headers,
    Accept: 'application/json',
    'Content-Type': 'application/octet-stream',
    ...(length !== null && { 'Content-Length': length }),
  };
  const { request } = httpModuleFor(url.protocol);
  const outgoing = request(url, { method: 'PUT', headers, signal, ...(agent && { agent }) });
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve);
    // After the answer has come a broken connection is no news.
    outgoing.on('error', (error) => reject(signal.aborted ? error : new UnreachableError(url.href, error)));
  });
  let answered = false;
  const settled = answer.then(
    () => void (answered = true),
    () => void (answered = true),
  );
  let finished = false;
  try {
    for await (const piece of pieces) {
      if (answered) break;
      // Once it is written it may be spent.
      const pieceLength = piece.length;
      if (!outgoing.write(piece, (error) => error ?? spent?.(piece))) await Promise.race([drained(outgoing), settled]);
      sent(pieceLength);
    }
    if (!answered) outgoing.end();
    const response = await answer;
    const words = await text(response);
    const status = response.statusCode ?? 0;
    if (status >= 300) throw refusal(status, words, String(response.headers['x-openstack-request-id'] ?? '') || null);
    finished = true;
  } finally {
    // One that went well may be used again.
    if (!finished || !agent) outgoing.destroy();
  }
}

/** What goes wrong meanwhile is told by the answer. */
function drained(outgoing: ClientRequest): Promise<void> {
  return new Promise((resolve) => outgoing.once('drain', resolve));
}
