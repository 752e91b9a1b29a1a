import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { pino } from 'pino';
import type { RequestTarget } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import { requireCaller } from './authentication.ts';
import { createHttpServer } from './http-server.ts';

test('a token is asked for the path that is served, whatever is written after it', async (context) => {
  const http = createHttpServer({ logger: pino({ level: 'silent' }), idleTimeout: 2000 });
  context.after(() => http.close());
  const targets: RequestTarget[] = [];
  const authenticate = async (_token: string, _requestId: string, target: RequestTarget): Promise<never> => {
    targets.push(target);
    throw new IngotError('forbidden', 'It is good for tags only.');
  };
  http.addHook('onRequest', requireCaller({ authenticate }));
  let served = 0;
  http.delete('/image/v2/images/:id', () => (served += 1));
  await http.listen({ host: '127.0.0.1', port: 0 });
  const { port } = http.server.address() as AddressInfo;
  for (const after of ['', '?tags=x', '#/tags/x', '#?/tags/x', '?#/tags/x']) {
    // Clients of HTTP keep what follows a `#` to themselves.
    const client = connect(port, '127.0.0.1');
    await once(client, 'connect');
    client.end(`DELETE /image/v2/images/1${after} HTTP/1.1\r\nHost: a\r\nX-Auth-Token: t\r\nConnection: close\r\n\r\n`);
    assert.match(await text(client), /^HTTP\/1\.1 [45]/);
  }
  assert.equal(served, 0);
  assert.equal(targets.length, 5);
  for (const target of targets) assert.deepEqual(target, { method: 'DELETE', path: '/v2/images/1' });
});
