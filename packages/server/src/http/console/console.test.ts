import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { pino } from 'pino';
import { createHttpServer } from '../http-server.ts';
import { consoleFiles } from './console.ts';

test('files of the console are served, anything else is its page, and no path is a fault', async (context) => {
  const directory = await mkdtemp(path.join(tmpdir(), 'ingot-console-'));
  context.after(() => rm(directory, { recursive: true }));
  await mkdir(path.join(directory, 'built/assets'), { recursive: true });
  await writeFile(path.join(directory, 'built/index.html'), 'page');
  await writeFile(path.join(directory, 'built/assets/a-1.js'), 'script');
  await writeFile(path.join(directory, 'secret'), 'secret');
  const http = createHttpServer({ logger: pino({ level: 'silent' }), idleTimeout: 2000 });
  await http.register(consoleFiles(path.join(directory, 'built')), { prefix: '/console' });
  await http.listen({ host: '127.0.0.1', port: 0 });
  context.after(() => http.close());
  const { port } = http.server.address() as AddressInfo;
  /** Clients of HTTP would shorten the path. */
  const ask = async (file: string): Promise<{ status: string; body: string }> => {
    const client = connect(port, '127.0.0.1');
    client.write(`GET /console/${file} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
    const answer = await text(client);
    return { status: answer.slice(9, 12), body: answer.slice(answer.indexOf('\r\n\r\n') + 4) };
  };
  assert.equal((await ask('assets/a-1.js')).body, 'script');
  assert.equal((await ask('assets/absent.js')).status, '404');
  for (const elsewhere of [
    'assets/..',
    'assets/.',
    'assets/...',
    '../secret',
    '..%2fsecret',
    'assets/..%2f..%2fsecret',
  ]) {
    const { status, body } = await ask(elsewhere);
    assert.ok(status === '404' || (status === '200' && body === 'page'), `${elsewhere}: ${status} ${body}`);
  }
});
