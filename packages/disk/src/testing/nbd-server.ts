import { join } from 'node:path';
import { serveNbd, type NbdServer, type NbdServerOptions } from '../nbd/serve-nbd.ts';
import { withTemporaryDirectory } from './qemu-img.ts';

/** A server on a Unix socket in a temporary directory. */
export interface TemporaryServer {
  readonly server: NbdServer;
  readonly socket: string;
  readonly directory: string;
  /** What clients are told: `nbd+unix:///NAME?socket=…`. */
  readonly uri: (name: string) => string;
  /** What `onFailure` was told. */
  readonly failures: unknown[];
}

/** Runs `use` beside a server, and closes the server whatever happens. */
export async function withNbdServer(
  options: Omit<NbdServerOptions, 'listen' | 'onFailure'>,
  use: (running: TemporaryServer) => Promise<void>,
): Promise<void> {
  await withTemporaryDirectory(async (directory) => {
    const socket = join(directory, 'nbd');
    const failures: unknown[] = [];
    const onFailure = (error: unknown): void => void failures.push(error);
    const server = await serveNbd({ ...options, listen: { path: socket }, onFailure });
    try {
      await use({ server, socket, directory, uri: (name) => `nbd+unix:///${name}?socket=${socket}`, failures });
    } finally {
      await server.close();
    }
  });
}
