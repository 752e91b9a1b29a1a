import { isIPv6 } from 'node:net';

const LOOPBACK = /^(127\.|::1$)/;
const IPV6_GROUPS = 8;

/**
 * Whom to count a client as: its IPv4 address, or its IPv6 /64 network, since hosts choose the lower half of an IPv6
 * address freely. Null for addresses of this machine: behind one there may be a proxy, and with it everybody.
 *
 * @param address as sockets and proxies write them; what is none of them stands for itself.
 */
export function clientNetwork(address: string): string | null {
  const plain = plainAddress(address);
  if (LOOPBACK.test(plain)) return null;
  return isIPv6(plain) ? upperHalf(plain) : plain;
}

/** An IPv4 address that is written as IPv6 as itself, and no zone. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
}

/** The first four groups, however the address is shortened. */
function upperHalf(address: string): string {
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  if (tail !== undefined) groups.push(...Array<string>(IPV6_GROUPS).fill('0'));
  const upper = groups.slice(0, IPV6_GROUPS / 2).map((group) => Number.parseInt(group, 16).toString(16));
  return `${upper.join(':')}::/64`;
}
