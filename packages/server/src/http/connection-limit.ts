import { BlockList, isIPv6, type Server, type Socket } from 'node:net';
import { clientNetwork, plainAddress } from '../kernel/client-network.ts';

/**
 * Closes connections of clients that have `most` already, before a byte of them is read. Each can hold a stream's buffers,
 * so one client must not take all that there may be. Behind a proxy there are many clients: those of `proxies` and of
 * this machine are not counted.
 *
 * @param proxies addresses, or networks in CIDR notation.
 */
export function limitConnectionsPerClient(server: Server, most: number, proxies: readonly string[]): void {
  const counts = new Map<string, number>();
  const exempt = blockList(proxies);
  server.on('connection', (socket: Socket) => {
    // Undefined when it is closed already.
    const { remoteAddress: address } = socket;
    const client = address === undefined ? null : clientNetwork(address);
    if (address === undefined || client === null || contains(exempt, address)) return;
    const count = (counts.get(client) ?? 0) + 1;
    if (count > most) {
      socket.destroy();
      return;
    }
    counts.set(client, count);
    socket.once('close', () => {
      const left = (counts.get(client) ?? 1) - 1;
      if (left === 0) counts.delete(client);
      else counts.set(client, left);
    });
  });
}

function blockList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

function contains(list: BlockList, address: string): boolean {
  const plain = plainAddress(address);
  return list.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
}
