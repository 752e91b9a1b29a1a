import type { HttpServer } from './http-server.ts';

/** How much of a refused body is read and thrown away, and for how long, before the connection is cut. */
const LINGER_BYTES = 64 * 2 ** 20;
const LINGER_MILLISECONDS = 15_000;

/**
 * When an upload is refused early, most clients read the answer only after they have sent the whole body; cutting the
 * connection at once would show them "connection reset" instead of the reason. So the rest is read and dropped, up to
 * a bound, because a refused 500 GB body is not worth its traffic.
 */
export function lingerAfterRefusal(app: HttpServer): void {
  app.addHook('onResponse', async (request) => {
    const body = request.raw;
    if (body.complete || body.destroyed) return;
    let dropped = 0;
    const cut = (): void => {
      body.socket.destroy();
    };
    const timer = setTimeout(cut, LINGER_MILLISECONDS);
    const finish = (): void => {
      clearTimeout(timer);
    };
    body.once('end', finish).once('close', finish);
    body.on('data', (bytes: Buffer) => {
      dropped += bytes.length;
      if (dropped > LINGER_BYTES) cut();
    });
    body.resume();
  });
}
