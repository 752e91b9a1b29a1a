/** The client does what the protocol forbids, or what only an attacker does: the connection is cut. */
export class ProtocolViolation extends Error {
  override readonly name = 'ProtocolViolation';
}
