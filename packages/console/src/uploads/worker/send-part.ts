import { refusal, UnreachableError } from '@ingot/client';

/** Milliseconds in which nothing moved after which a connection is taken for dead. */
const PATIENCE = 60_000;

interface Part {
  readonly path: string;
  readonly body: Blob;
  readonly signal: AbortSignal;
  /** Told which share of it has gone, from 0 to 1. */
  readonly sent: (share: number) => void;
}

/**
 * Sends a part. `fetch` says nothing of how far a body has gone, so this is the older way.
 *
 * @throws RefusedError, UnreachableError, or the reason of the signal.
 */
export function sendPart({ path, body, signal, sent }: Part): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    request.open('PUT', path);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('Accept', 'application/json');
    const lost = (): void => reject(new UnreachableError(location.origin, new Error('The connection broke.')));
    let silence = setTimeout(() => request.abort(), PATIENCE);
    request.upload.addEventListener('progress', ({ loaded }) => {
      clearTimeout(silence);
      silence = setTimeout(() => request.abort(), PATIENCE);
      sent(loaded / body.size);
    });
    request.addEventListener('error', lost);
    request.addEventListener('abort', () => (signal.aborted ? reject(signal.reason as Error) : lost()));
    request.addEventListener('load', () => {
      if (request.status === 204) resolve();
      else {
        reject(refusal(request.status, request.responseText, request.getResponseHeader('x-openstack-request-id')));
      }
    });
    const stop = (): void => request.abort();
    signal.addEventListener('abort', stop);
    request.addEventListener('loadend', () => {
      clearTimeout(silence);
      signal.removeEventListener('abort', stop);
    });
    request.send(body);
  });
}
