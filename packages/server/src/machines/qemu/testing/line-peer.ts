import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The other side of a Unix socket, played by a test. */
export interface LinePeer {
  readonly path: string;
  close(): Promise<void>;
}

/** @param talk for every connection; `received` gives what comes, a line each. */
export async function linePeer(
  talk: (socket: Socket, received: AsyncIterable<string>) => Promise<void>,
): Promise<LinePeer> {
  const directory = await mkdtemp(path.join(tmpdir(), 'peer-'));
  const socketPath = path.join(directory, 's');
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined).on('close', () => open.delete(socket));
    talk(socket, lines(socket)).catch((error: unknown) => socket.destroy(error as Error));
  }).listen(socketPath);
  await once(server, 'listening');
  return {
    path: socketPath,
    close: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
      await rm(directory, { recursive: true });
    },
  };
}

/** Of a peer that is trusted: the tests' own client. */
async function* lines(socket: Socket): AsyncGenerator<string> {
  let rest = '';
  for await (const part of socket as AsyncIterable<Buffer>) {
    const whole = (rest + part.toString('latin1')).split('\n');
    rest = whole.pop() ?? '';
    yield* whole;
  }
}
