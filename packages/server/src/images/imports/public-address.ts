import { BlockList, isIPv4, isIPv6 } from 'node:net';

/**
 * IPv4 that is not somebody's on the internet (RFC 6890 and its registry), and the one public address that a cloud uses
 * for its own metadata.
 */
const NOT_PUBLIC_V4 = blockList('ipv4', [
  '0.0.0.0/8', // this network
  '10.0.0.0/8', // private
  '100.64.0.0/10', // carrier-grade NAT
  '127.0.0.0/8', // loopback
  '168.63.129.16/32', // Azure's wire server
  '169.254.0.0/16', // link-local, metadata services
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocol assignments
  '192.0.2.0/24', // documentation
  '192.88.99.0/24', // 6to4 relays
  '192.168.0.0/16', // private
  '198.18.0.0/15', // benchmarks
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, broadcast
]);

/** The only IPv6 that is routed on the internet … */
const GLOBAL_V6 = blockList('ipv6', ['2000::/3']);
/** … but for these. */
const NOT_PUBLIC_V6 = blockList('ipv6', [
  '2001::/23', // protocol assignments: Teredo, ORCHID, benchmarks
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4: an IPv4 address in disguise
  '3fff::/20', // documentation
]);
/** NAT64 (RFC 6052): the last 32 bits are the IPv4 address that is really reached. */
const NAT64 = blockList('ipv6', ['64:ff9b::/96']);
const MAPPED_V4 = blockList('ipv6', ['::ffff:0:0/96']);

/** Whether a literal address is a public one; an IPv6 form of an IPv4 address is judged by that. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !NOT_PUBLIC_V4.check(address, 'ipv4');
  if (!isIPv6(address)) return false;
  const inner = embeddedIPv4(address);
  if (inner !== null) return isPublicAddress(inner);
  return GLOBAL_V6.check(address, 'ipv6') && !NOT_PUBLIC_V6.check(address, 'ipv6');
}

/** The IPv4 address that an IPv6 one leads to, as the network itself takes it; null when it is a true IPv6 address. */
export function embeddedIPv4(address: string): string | null {
  if (!isIPv6(address) || !(MAPPED_V4.check(address, 'ipv6') || NAT64.check(address, 'ipv6'))) return null;
  // The URL parser writes every form of an address in one way, the last 32 bits as two groups of hex digits.
  const groups = new URL(`http://[${address}]`).hostname.slice(1, -1).split(':');
  const [high = 0, low = 0] = groups.slice(-2).map((group) => Number.parseInt(group || '0', 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** @param networks in CIDR notation. */
function blockList(family: 'ipv4' | 'ipv6', networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    list.addSubnet(address, Number(prefix), family);
  }
  return list;
}
