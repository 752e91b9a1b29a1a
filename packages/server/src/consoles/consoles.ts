import type { Caller } from '../kernel/caller.ts';
import type { MachineId } from '../kernel/ids.ts';

/**
 * Who may see the screens of machines, for programs that can't send a token of the service: browsers open an address. It
 * carries a ticket, which is good for one connection, soon, to one machine, by the rights of whoever asked for it.
 */
export interface Consoles {
  /**
   * Fails as showing the screen would: `not-found`, `forbidden`, `conflict` while it is off, `unavailable` on another host;
   * `too-many-requests` when nobody uses the tickets that are given.
   */
  consoleOpen(caller: Caller, id: MachineId): Promise<ConsoleTicket>;
  /** @throws IngotError `unauthenticated` unless the ticket holds, which it does once; else as `consoleOpen`. */
  consoleConnect(ticket: string): Promise<ConsoleConnection>;
}

export interface ConsoleTicket {
  /** 256 bits in base64url: a secret, which must not come into a log. */
  readonly ticket: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

export interface ConsoleConnection {
  readonly machineId: MachineId;
  readonly caller: Caller;
  /** A Unix socket where RFB (RFC 6143) is spoken, without a password. */
  readonly socket: string;
}
