import { once } from 'node:events';
import { connect } from 'node:net';

/** What listens in guests that people reach from afar, by port. */
export const REMOTE_ACCESS = [
  {
    sign: 'ssh',
    port: 22,
    hello: null,
    answers: (bytes: Buffer) => bytes.subarray(0, 4).toString('latin1') === 'SSH-',
  },
  {
    sign: 'rdp',
    port: 3389,
    // An X.224 Connection Request in a TPKT packet, with a negotiation request for TLS (MS-RDPBCGR 2.2.1.1).
    hello: Buffer.from('030000130ee000000000000100080001000000', 'hex'),
    answers: (bytes: Buffer) => bytes[0] === 3 && bytes[5] === 0xd0,
  },
] as const;

/** Milliseconds for an answer. */
const PATIENCE = 5000;

/**
 * Whether somebody at a port of 127.0.0.1 speaks as `service` does. That somebody accepts says nothing: QEMU does, before it
 * asks the guest.
 */
export async function answersAt(
  port: number,
  { hello, answers }: (typeof REMOTE_ACCESS)[number],
  signal: AbortSignal,
): Promise<boolean> {
  const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect', { signal: patience });
    if (hello) socket.write(hello);
    const [bytes] = (await once(socket, 'data', { signal: patience })) as [Buffer];
    return answers(bytes);
  } catch {
    // However it did not answer.
    signal.throwIfAborted();
    return false;
  } finally {
    socket.on('error', () => undefined).destroy();
  }
}
