import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, Server, Socket, type AddressInfo } from 'node:net';
import { beforeEach, test } from 'node:test';
import { pino } from 'pino';
import { limitConnectionsPerClient } from './connection-limit.ts';
import { createHttpServer } from './http-server.ts';

let server: Server;
beforeEach(() => {
  server = new Server();
  limitConnectionsPerClient(server, 2, ['203.0.113.0/24', '2001:db8:ff::1']);
});

/** A connection from an address that this machine does not have. */
function come(address: string): Socket {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: address });
  server.emit('connection', socket);
  return socket;
}

async function leave(socket: Socket): Promise<void> {
  const closed = once(socket, 'close');
  socket.destroy();
  await closed;
}

test('a client has so many connections at a time, others have theirs', async () => {
  const [one, two] = [come('192.0.2.1'), come('::ffff:192.0.2.1')];
  assert.equal(come('192.0.2.1').destroyed, true);
  assert.equal(come('192.0.2.2').destroyed, false);
  assert.equal(one.destroyed, false);
  await leave(two);
  assert.equal(come('192.0.2.1').destroyed, false);
  assert.equal(come('192.0.2.1').destroyed, true);
});

test('refused connections are not counted when they close', async () => {
  const held = [come('192.0.2.1'), come('192.0.2.1')];
  const refused = come('192.0.2.1');
  if (!refused.closed) await once(refused, 'close');
  assert.equal(come('192.0.2.1').destroyed, true);
  assert.ok(held.every((socket) => !socket.destroyed));
});

test('an IPv6 network is one client', () => {
  come('2001:db8:0:7::1');
  come('2001:db8:0:7::2');
  assert.equal(come('2001:db8:0:7:ffff::3').destroyed, true);
  assert.equal(come('2001:db8:0:8::1').destroyed, false);
});

test('proxies and this machine are not bounded', () => {
  for (const address of ['203.0.113.9', '::ffff:203.0.113.9', '2001:db8:ff::1', '127.0.0.1', '::1']) {
    for (let i = 0; i < 5; i++) assert.equal(come(address).destroyed, false, address);
  }
});

test('the HTTP server lets this machine in as often as it likes', async () => {
  const app = createHttpServer({ logger: pino({ level: 'silent' }), idleTimeout: 2_000, maxConnectionsPerClient: 1 });
  app.get('/', () => ({ ok: true }));
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const idle = connect(port, '127.0.0.1');
  await once(idle, 'connect');
  assert.equal((await fetch(`http://127.0.0.1:${port}/`)).status, 200);
  idle.destroy();
  await app.close();
});
