import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * A free port of 127.0.0.1 for each port of a guest. All are held until the last is found, so that they differ; in the
 * moment until QEMU opens them somebody else may take one, and QEMU says so.
 */
export async function freePorts(guestPorts: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const servers = guestPorts.map((guestPort) => ({ guestPort, server: createServer() }));
  const found = new Map<number, number>();
  try {
    for (const { guestPort, server } of servers) {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const address = server.address();
      if (typeof address === 'object' && address) found.set(guestPort, address.port);
    }
    return found;
  } finally {
    for (const { server } of servers) server.close();
  }
}
