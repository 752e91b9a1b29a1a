import type { IncomingMessage } from 'node:http';
import type { HookHandlerDoneFunction } from 'fastify';

/** How much of a refused body is read and thrown away, and for how long, before the connection is cut. */
const LINGER_BYTES = 64 * 2 ** 20;
const LINGER_MILLISECONDS = 15_000;
/** Node drops the rest of an answered request without events, so the socket's count has to be looked at. */
const LOOK_MILLISECONDS = 100;

/**
 * A hook for `onResponse`. When an upload is refused early, most clients read the answer only after they have sent the
 * whole body; cutting the connection at once would show them "connection reset" instead of the reason. Node reads and
 * drops what is left of an answered request, but without end; here it gets a bound, because a refused 500 GB body is not
 * worth its traffic.
 */
export function lingerAfterRefusal(
  { raw }: { readonly raw: IncomingMessage },
  _reply: unknown,
  done: HookHandlerDoneFunction,
): void {
  if (!raw.complete && !raw.destroyed) linger(raw);
  done();
}

function linger(raw: IncomingMessage): void {
  const { socket } = raw;
  // What a handler has begun to read stays where it is unless somebody goes on.
  raw.resume();
  const limit = socket.bytesRead + LINGER_BYTES;
  const deadline = Date.now() + LINGER_MILLISECONDS;
  const look = setInterval(() => {
    if (raw.complete || socket.destroyed) clearInterval(look);
    else if (socket.bytesRead > limit || Date.now() > deadline) socket.destroy();
  }, LOOK_MILLISECONDS).unref();
}
