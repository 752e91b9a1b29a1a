import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientNetwork } from './client-network.ts';

test('an IPv4 address stands for itself, an IPv6 address for its network, this machine for nobody', () => {
  for (const [address, network] of [
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:0:7::1', '2001:db8:0:7::/64'],
    ['2001:0DB8:0000:0007:1:2:3:4', '2001:db8:0:7::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::2', '0:0:0:0::/64'],
    ['127.0.0.1', null],
    ['127.1.2.3', null],
    ['::1', null],
    ['::ffff:127.0.0.1', null],
    ['unknown', 'unknown'],
  ] as const) {
    assert.equal(clientNetwork(address), network, address);
  }
});
