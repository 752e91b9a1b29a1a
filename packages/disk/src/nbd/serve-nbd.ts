import { chmod, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { Connection } from './connection.ts';
import { MemoryBudget } from './memory-budget.ts';
import type { NbdExport } from './nbd-export.ts';
import type { NbdTls } from './tls-channel.ts';

/** A Unix socket, which only the user of the service may open, or a TCP port, 0 for any that is free. */
export type NbdAddress = { readonly path: string } | { readonly host: string; readonly port: number };

export interface NbdLimits {
  /** At a time; more are closed at once. */
  readonly connections: number;
  /** For requests under way, of all connections together, in bytes. Each connection has one more. */
  readonly memory: number;
  /** Until export and terms are agreed upon, in milliseconds. */
  readonly negotiation: number;
  /** That a client may take nothing of what it is owed, or send nothing of what it has begun, in milliseconds. */
  readonly stall: number;
}

const LIMITS: NbdLimits = { connections: 256, memory: 64 * 1024 * 1024, negotiation: 30_000, stall: 60_000 };

export interface NbdServerOptions {
  readonly listen: NbdAddress;
  /** Opens an export; null when there is none of this name. Whoever connects may ask for any name. */
  readonly find: (name: string) => Promise<NbdExport | null>;
  /** The names of the exports. Without it they are told to nobody. */
  readonly list?: () => AsyncIterable<string>;
  /** With it clients have to encrypt; nothing is told before. */
  readonly tls?: NbdTls;
  readonly limits?: Partial<NbdLimits>;
  /** Told of failures of exports, which clients see as EIO, and of connections that were cut, with the export if it is known. */
  readonly onFailure?: (error: unknown, name: string | null) => void;
}

export interface NbdServer {
  readonly address: NbdAddress;
  /** Clients now. */
  readonly connections: number;
  /** Takes no more connections and requests, replies to those that are under way, and ends all connections. */
  close(): Promise<void>;
}

/**
 * Serves disks by the NBD protocol: fixed newstyle, structured replies, `base:allocation`, TLS.
 *
 * @throws the system's error when it cannot listen: EADDRINUSE when somebody else does.
 */
export async function serveNbd(options: NbdServerOptions): Promise<NbdServer> {
  const limits = { ...LIMITS, ...options.limits };
  const budget = new MemoryBudget(limits.memory);
  const connections = new Set<Connection>();
  const accept = async (socket: Socket): Promise<void> => {
    const connection = new Connection(socket, { ...options, limits, budget });
    connections.add(connection);
    await connection.serve();
    connections.delete(connection);
  };
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => void accept(socket));
  server.maxConnections = limits.connections;
  const address = await listen(server, options.listen);
  return {
    address,
    get connections() {
      return connections.size;
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      await Promise.all(Array.from(connections, (connection) => connection.end()));
      await closed;
    },
  };
}

async function listen(server: Server, address: NbdAddress): Promise<NbdAddress> {
  if ('path' in address) {
    await removeStale(address.path);
    server.listen({ path: address.path });
    await once(server, 'listening');
    await chmod(address.path, 0o600);
    return address;
  }
  server.listen({ host: address.host, port: address.port });
  await once(server, 'listening');
  const bound = server.address();
  return { host: address.host, port: typeof bound === 'object' && bound ? bound.port : address.port };
}

/** Removes the socket of a server that did not get to do it. */
async function removeStale(path: string): Promise<void> {
  const probe = connect({ path });
  try {
    await once(probe, 'connect');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED') await rm(path);
  } finally {
    probe.destroy();
  }
}
