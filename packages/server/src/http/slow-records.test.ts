import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { test, type TestContext } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { pino } from 'pino';
import { createHttpServer } from './http-server.ts';

const TIME = 400;

async function serve(context: TestContext) {
  const http = createHttpServer({ logger: pino({ level: 'silent' }), idleTimeout: 10_000, recordTimeout: TIME });
  http.post('/', async ({ body }) => {
    if (Symbol.asyncIterator in Object(body)) for await (const _ of body as AsyncIterable<Buffer>);
    return 'taken';
  });
  await http.listen({ host: '127.0.0.1', port: 0 });
  context.after(() => http.close());
  const { port } = http.server.address() as AddressInfo;
  return async (type: string, length: number): Promise<Socket> => {
    const client = connect(port, '127.0.0.1');
    client.on('error', () => undefined);
    await once(client, 'connect');
    client.write(`POST / HTTP/1.1\r\nHost: a\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`);
    return client;
  };
}

/** Sends byte by byte. @returns whether the connection was cut before all had gone. */
async function drip(client: Socket, bytes: string): Promise<boolean> {
  const cut = once(client, 'close').then(() => true);
  for (const byte of bytes) {
    client.write(byte);
    if (await Promise.race([cut, setTimeout(TIME / 8, false)])) return true;
  }
  return false;
}

test('a record that comes byte by byte has its time, and no more', async (context) => {
  const open = await serve(context);
  assert.equal(await drip(await open('application/json', 100), ' '.repeat(40)), true);
});

test('bytes may come as slowly as they like, and records in their time', async (context) => {
  const open = await serve(context);
  for (const [type, bytes] of [
    ['application/octet-stream', 'x'.repeat(16)],
    ['application/json', '[1]'],
  ] as const) {
    const client = await open(type, bytes.length);
    const answer = once(client, 'data');
    assert.equal(await drip(client, bytes), false);
    const [head] = (await answer) as [Buffer];
    assert.match(head.toString(), /^HTTP\/1\.1 200 /);
    client.destroy();
  }
});
