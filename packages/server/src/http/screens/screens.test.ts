import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect as connectTo, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { pino } from 'pino';
import { WebSocket } from 'ws';
import type { Consoles } from '../../consoles/index.ts';
import { IngotError } from '../../kernel/errors.ts';
import { newDomainId, newMachineId, newProjectId, newUserId } from '../../kernel/ids.ts';
import { createHttpServer } from '../http-server.ts';
import { machineScreens } from './screens.ts';
import type { RelayLimits } from './relay-screen.ts';

const CALLER = {
  userId: newUserId(),
  userName: 'anna',
  userDomainId: newDomainId(),
  projectId: newProjectId(),
  domainId: null,
  roles: new Set(['member']),
  requestId: 'req',
};
const GREETING = 'RFB 003.008\n';

interface Scene {
  readonly base: string;
  /** The log, whole. */
  readonly log: () => string;
  /** What has come to the screen, and what it says. */
  readonly screen: () => Promise<Socket>;
  readonly browser: (ticket: string, headers?: Readonly<Record<string, string>>) => WebSocket;
}

/** A service whose tickets `good`, each good once, lead to a screen that greets. */
async function open(context: TestContext, limits: Partial<RelayLimits> = {}): Promise<Scene> {
  const directory = await mkdtemp(path.join(tmpdir(), 'screens-'));
  const socket = path.join(directory, 'screen');
  const screens: Socket[] = [];
  const vnc = createServer((stream) => {
    screens.push(stream);
    stream.on('error', () => stream.destroy());
    stream.write(GREETING);
    vnc.emit('screen');
  });
  vnc.listen(socket);
  await once(vnc, 'listening');
  const lines: string[] = [];
  const http = createHttpServer({
    logger: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }),
    idleTimeout: 5000,
  });
  const statusOf: Readonly<Record<string, number>> = { unauthenticated: 401, forbidden: 403, 'not-found': 404 };
  http.setErrorHandler((error, _request, reply) =>
    reply.code((error instanceof IngotError ? statusOf[error.code] : undefined) ?? 500).send(),
  );
  const consoles: Consoles = {
    consoleOpen: () => Promise.reject(new Error('nobody asks')),
    consoleConnect: async (ticket) => {
      if (ticket !== 'good') throw new IngotError('unauthenticated', 'It holds once.');
      return { machineId: newMachineId(), caller: CALLER, socket };
    },
  };
  const usual: RelayLimits = { idleTimeout: 60_000, pingInterval: 60_000 };
  const console = machineScreens({ consoles, publicUrl: 'auto', limits: { ...usual, ...limits } });
  await http.register(console, { prefix: '/screens' });
  await http.listen({ host: '127.0.0.1', port: 0 });
  const port = (http.server.address() as AddressInfo).port;
  context.after(async () => {
    await http.close();
    for (const stream of screens) stream.destroy();
    vnc.close();
    await rm(directory, { recursive: true });
  });
  return {
    base: `http://127.0.0.1:${port}`,
    log: () => lines.join(''),
    screen: async () => {
      if (screens.length === 0) await once(vnc, 'screen');
      const stream = screens.at(-1);
      assert.ok(stream);
      return stream;
    },
    browser: (ticket, headers = {}) =>
      new WebSocket(`ws://127.0.0.1:${port}/screens/websocket`, ['binary', `ingot.ticket.${ticket}`], { headers }),
  };
}

/** The status that a connection was refused with. */
async function refusal(browser: WebSocket): Promise<number> {
  const [, response] = (await once(browser, 'unexpected-response')) as [unknown, { statusCode: number }];
  browser.on('error', () => {});
  browser.terminate();
  return response.statusCode;
}

test('bytes go both ways, and neither ticket nor keys come into the log', async (context) => {
  const { browser: connect, screen, log, base } = await open(context);
  const browser = connect('good', { origin: base });
  const [greeting] = (await once(browser, 'message')) as [Buffer];
  assert.equal(greeting.toString(), GREETING);
  assert.equal(browser.protocol, 'binary');
  const stream = await screen();
  browser.send(Buffer.from('secret keys'));
  const [bytes] = (await once(stream, 'data')) as [Buffer];
  assert.equal(bytes.toString(), 'secret keys');
  stream.end();
  const [code, reason] = (await once(browser, 'close')) as [number, Buffer];
  assert.deepEqual([code, reason.toString()], [1000, 'The machine has turned its screen off.']);
  assert.match(log(), /screen opened/);
  assert.doesNotMatch(log(), /ingot\.ticket|good|secret keys/);
});

test('the screen is let go when the browser goes', async (context) => {
  const { browser: connect, screen } = await open(context);
  const browser = connect('good');
  await once(browser, 'message');
  const stream = await screen();
  const closed = once(stream, 'close');
  stream.resume();
  browser.terminate();
  await closed;
});

test('no ticket, a wrong one, and pages of other origins are refused before the connection is upgraded', async (context) => {
  const { browser: connect, base } = await open(context);
  assert.equal(await refusal(connect('wrong')), 401);
  assert.equal(await refusal(connect('good', { origin: 'https://elsewhere.example' })), 403);
  const plain = await fetch(`${base}/screens/websocket`);
  assert.equal(plain.status, 401);
});

test('text is refused, and who does nothing for long is let go', async (context) => {
  const { browser: connect } = await open(context, { idleTimeout: 200 });
  const typing = connect('good');
  await once(typing, 'message');
  typing.send('text');
  const [textCode] = (await once(typing, 'close')) as [number];
  assert.equal(textCode, 1003);
  const idle = connect('good');
  await once(idle, 'message');
  const [idleCode] = (await once(idle, 'close')) as [number];
  assert.equal(idleCode, 1008);
});

test('a browser that does not answer is let go', async (context) => {
  const { browser: connect, screen } = await open(context, { pingInterval: 50 });
  const browser = connect('good');
  await once(browser, 'message');
  const stream = await screen();
  const closed = once(stream, 'close');
  stream.resume();
  // What is not read is not answered.
  browser.pause();
  await closed;
});

test('a slow browser holds the screen up, and memory stays small', async (context) => {
  const { browser: connect, screen } = await open(context);
  const browser = connect('good');
  await once(browser, 'message');
  const stream = await screen();
  browser.pause();
  const picture = Buffer.alloc(32 * 2 ** 20, 1);
  stream.write(picture);
  // Buffers of the system, and ours, are full long before all of it is taken.
  await setTimeout(200);
  assert.ok(stream.writableLength > 0, 'all of it was taken');
  let received = 0;
  browser.on('message', (data: Buffer) => {
    received += data.length;
    if (received === picture.length) browser.emit('all');
  });
  const all = once(browser, 'all');
  browser.resume();
  await all;
  browser.close();
});

test('the page and noVNC are served, and nothing else', async (context) => {
  const { base } = await open(context);
  const page = await fetch(`${base}/screens/view`);
  assert.equal(page.status, 200);
  assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'; script-src 'self'/);
  assert.match(await page.text(), /screen\.js/);
  const script = await fetch(`${base}/screens/novnc/core/rfb.js`);
  assert.deepEqual([script.status, script.headers.get('content-type')], [200, 'text/javascript; charset=utf-8']);
  await script.arrayBuffer();
  for (const absent of ['novnc/package.json', 'novnc/core/../package.json', '..%2fscreens.ts', 'screen.ts', '']) {
    const answer = await fetch(`${base}/screens/${absent}`);
    assert.equal(answer.status, 404, absent);
    await answer.arrayBuffer();
  }
});

test('a client that would rather speak HTTP/2 is answered all the same', async (context) => {
  const { base } = await open(context);
  const { port } = new URL(base);
  const client = connectTo(Number(port), '127.0.0.1');
  client.write('GET /screens/view HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, close\r\nUpgrade: h2c\r\n\r\n');
  const [answer] = (await once(client, 'data')) as [Buffer];
  assert.match(answer.toString(), /^HTTP\/1\.1 200 OK/);
  client.destroy();
});
