import { createReadStream } from 'node:fs';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { text } from 'node:stream/consumers';
import { refusal, UnreachableError, type ApiClient } from '@ingot/client';

export interface Source {
  readonly file: string;
  /** In bytes: what the service is told before the first of them. */
  readonly size: number;
}

interface Options {
  readonly signal: AbortSignal;
  /** Called with the length of every piece. */
  readonly sent: (bytes: number) => void;
}

const PIECE = 2 ** 20;

/**
 * Sends a file as the bytes of an image.
 *
 * Not by `fetch`: that loses the answer when the service refuses in the middle of the body, and with it the sentence
 * that says what is wrong with the file.
 *
 * @throws RefusedError, UnreachableError, or what the file system says.
 */
export async function uploadFile(
  client: ApiClient,
  imageId: string,
  { file, size }: Source,
  { signal, sent }: Options,
): Promise<void> {
  const url = new URL(`${client.base}/v2/images/${imageId}/file`);
  const headers = {
    ...client.headers,
    Accept: 'application/json',
    'Content-Type': 'application/octet-stream',
    'Content-Length': size,
  };
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const outgoing = request(url, { method: 'PUT', headers, signal });
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
  // `end` is the last byte: a file that grows meanwhile is sent as long as it was said to be.
  const pieces = size === 0 ? [] : createReadStream(file, { end: size - 1, highWaterMark: PIECE });
  for await (const piece of pieces as AsyncIterable<Buffer>) {
    if (answered) break;
    if (!outgoing.write(piece)) await Promise.race([once(outgoing, 'drain'), settled]);
    sent(piece.length);
  }
  if (!answered) outgoing.end();
  const response = await answer;
  const body = await text(response);
  const status = response.statusCode ?? 0;
  outgoing.destroy();
  if (status >= 300) throw refusal(status, body, String(response.headers['x-openstack-request-id'] ?? '') || null);
}
