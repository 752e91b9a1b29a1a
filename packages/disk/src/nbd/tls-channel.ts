import { once } from 'node:events';
import { createServer, type TLSSocket } from 'node:tls';
import { channelOver, type Channel } from './channel.ts';
import { ProtocolViolation } from './protocol-violation.ts';

/** PEM. With `ca` every client has to show a certificate of one of these authorities. */
export interface NbdTls {
  readonly key: string | Buffer;
  readonly cert: string | Buffer;
  readonly ca?: string | Buffer;
}

/**
 * Goes on with TLS, which the client has asked for and been granted ("TLS support").
 *
 * @throws ProtocolViolation when the handshake fails, or when the client has sent anything beforehand: what comes in the
 * open must not pass for encrypted.
 */
export async function encryptedChannel(plain: Channel, tls: NbdTls, signal: AbortSignal): Promise<Channel> {
  if (plain.incoming.detach() > 0) throw new ProtocolViolation('the client sent on before TLS had begun');
  const mutual = tls.ca !== undefined;
  // One for each connection, because that is how Node tells which connection a handshake belongs to.
  const server = createServer({ ...tls, requestCert: mutual, rejectUnauthorized: mutual, allowHalfOpen: true });
  const failed = once(server, 'tlsClientError', { signal }).then(([error]): never => {
    throw new ProtocolViolation('the TLS handshake failed', { cause: error });
  });
  const secured = once(server, 'secureConnection', { signal });
  server.emit('connection', plain.socket);
  // The one that comes too late is of no interest.
  failed.catch(() => undefined);
  secured.catch(() => undefined);
  const [socket]: TLSSocket[] = await Promise.race([secured, failed]);
  if (!socket) throw new ProtocolViolation('the TLS handshake failed');
  return channelOver(socket, true);
}
