import type { Socket } from 'node:net';
import { Incoming } from './incoming.ts';
import { Outgoing } from './outgoing.ts';

/** Both directions of a connection; it is exchanged for another one when TLS begins. */
export interface Channel {
  readonly socket: Socket;
  readonly incoming: Incoming;
  readonly outgoing: Outgoing;
  readonly isEncrypted: boolean;
}

/** @param isEncrypted whether the socket is one of TLS. */
export function channelOver(socket: Socket, isEncrypted: boolean): Channel {
  // An error is followed by the close, which is what counts.
  socket.on('error', () => undefined);
  return { socket, incoming: new Incoming(socket), outgoing: new Outgoing(socket), isEncrypted };
}
