import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/**
 * What becomes of bytes on their way: gives what goes on, or null to cut the connection.
 *
 * @param passed bytes of this connection in this direction before.
 */
export type Mischief = (bytes: Buffer, passed: number) => Buffer | null;

/** A line to an HTTP server that can be made to behave badly. */
export interface Network {
  /** To be used instead of the server's own. */
  readonly endpoint: string;
  /** Done to what goes to the server, from now on. */
  up: Mischief | null;
  /** Done to what comes from it. */
  down: Mischief | null;
  stop(): Promise<void>;
}

/** @param endpoint such as `http://127.0.0.1:20123`. */
export async function startNetwork(endpoint: string): Promise<Network> {
  const { hostname, port } = new URL(endpoint);
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    pass(client, upstream, () => network.up);
    pass(upstream, client, () => network.down);
  });
  const pass = (from: Socket, to: Socket, mischief: () => Mischief | null): void => {
    let passed = 0;
    sockets.add(from);
    from.on('data', (bytes: Buffer) => {
      const act = mischief();
      const left = act ? act(bytes, passed) : bytes;
      passed += bytes.length;
      if (left === null) from.destroy();
      else if (!to.write(left)) from.pause();
    });
    to.on('drain', () => from.resume());
    // Either end may be cut; then so is the other.
    from.on('error', () => undefined);
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const network: Network = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    up: null,
    down: null,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  return network;
}
