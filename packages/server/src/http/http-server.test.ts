import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { pino } from 'pino';
import type { Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import { callerOf, requireCaller } from './authentication.ts';
import { createHttpServer, type HttpServer } from './http-server.ts';

let app: HttpServer;
let port: number;
let logged: Record<string, unknown>[];

beforeEach(async () => {
  logged = [];
  const logger = pino({}, { write: (line: string) => void logged.push(JSON.parse(line) as Record<string, unknown>) });
  app = createHttpServer({ logger, idleTimeout: 2_000 });
  app.addHook(
    'onRequest',
    requireCaller({
      authenticate: (token, requestId) =>
        token === 'good'
          ? Promise.resolve({ userId: 'u1', projectId: 'p1', requestId } as Caller)
          : Promise.reject(new IngotError('unauthenticated', 'no')),
    }),
  );
  app.setErrorHandler((error, _request, reply) => {
    const code = error instanceof IngotError ? error.code : 'internal';
    return reply.code({ unauthenticated: 401, unavailable: 503 }[code as string] ?? 500).send({ code });
  });
  app.get('/me', (request) => ({ user: callerOf(request).userId }));
  app.get('/open', { config: { public: true } }, () => ({ ok: true }));
  app.put('/bytes', { bodyLimit: Number.MAX_SAFE_INTEGER }, async (request) => {
    let received = 0;
    for await (const bytes of request.body as AsyncIterable<Buffer>) received += bytes.length;
    return { received };
  });
  app.put('/refused', { bodyLimit: Number.MAX_SAFE_INTEGER }, async (_request, reply) => {
    await reply.code(413).send({ refused: true });
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  port = (app.server.address() as AddressInfo).port;
});
afterEach(() => app.close());

const url = (path: string): string => `http://127.0.0.1:${port}${path}`;

async function open(): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

/** What comes until the other side is silent about `mark`. */
async function readUntil(socket: Socket, mark: string): Promise<string> {
  let text = '';
  for await (const bytes of socket) {
    text += String(bytes);
    if (text.includes(mark)) break;
  }
  return text;
}

test('a route needs a good token unless it is public, and the request id is on every answer and log line', async () => {
  assert.equal((await fetch(url('/me'))).status, 401);
  assert.equal((await fetch(url('/me'), { headers: { 'x-auth-token': 'bad' } })).status, 401);
  assert.equal((await fetch(url('/open'))).status, 200);
  const answer = await fetch(url('/me'), { headers: { 'x-auth-token': 'good' } });
  assert.deepEqual(await answer.json(), { user: 'u1' });
  const id = answer.headers.get('x-openstack-request-id');
  assert.match(id ?? '', /^req-[0-9a-f-]{36}$/);
  const line = logged.find((entry) => entry['request_id'] === id);
  assert.partialDeepStrictEqual(line, { method: 'GET', path: '/me', status: 200, user_id: 'u1', project_id: 'p1' });
});

test('the address and name that a proxy passes on are believed only of those that are trusted', async () => {
  const headers = { 'x-forwarded-for': '203.0.113.7', 'x-forwarded-host': 'images.example.org' };
  const seen = async (trustedProxies: string[]): Promise<unknown> => {
    const other = createHttpServer({ logger: pino({ level: 'silent' }), idleTimeout: 2_000, trustedProxies });
    other.get('/', { config: { public: true } }, (request) => ({ ip: request.ip, host: request.host }));
    const answer = await other.inject({ url: '/', headers: { host: 'inside', ...headers }, remoteAddress: '10.1.2.3' });
    await other.close();
    return answer.json();
  };
  assert.deepEqual(await seen([]), { ip: '10.1.2.3', host: 'inside' });
  assert.deepEqual(await seen(['192.0.2.0/24']), { ip: '10.1.2.3', host: 'inside' });
  assert.deepEqual(await seen(['10.0.0.0/8']), { ip: '203.0.113.7', host: 'images.example.org' });
});

test('a Host that is none is refused, before anything is made of it', async () => {
  const status = async (host: string): Promise<string | undefined> => {
    const socket = await open();
    socket.write(`GET /open HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    return (await readUntil(socket, '\r\n\r\n')).split(' ')[1];
  };
  for (const host of ['example.org', 'a_b.local:9292', '127.0.0.1', '[::1]:80'])
    assert.equal(await status(host), '200');
  for (const host of ['[', 'a:b', 'a:99999', 'a b', '"><script>', 'a/b', 'user@a', 'a?b', 'a#b', '%41']) {
    assert.equal(await status(host), '400', host);
  }
});

test('an octet-stream body reaches the handler as a stream of any length, chunked too', async () => {
  const size = 5 * 2 ** 20;
  const headers = { 'x-auth-token': 'good', 'content-type': 'application/octet-stream' };
  const whole = await fetch(url('/bytes'), { method: 'PUT', headers, body: Buffer.alloc(size) });
  assert.deepEqual(await whole.json(), { received: size });
  const body = ReadableStream.from([Buffer.alloc(size), Buffer.alloc(7)]);
  const chunked = await fetch(url('/bytes'), { method: 'PUT', headers, body, duplex: 'half' });
  assert.deepEqual(await chunked.json(), { received: size + 7 });
});

test('a client that asks first is told 401 before it sends a byte, and 100 when its token is good', async () => {
  const ask = (token: string): string =>
    `PUT /bytes HTTP/1.1\r\nHost: x\r\nX-Auth-Token: ${token}\r\nContent-Type: application/octet-stream\r\n` +
    'Content-Length: 3\r\nExpect: 100-continue\r\n\r\n';
  const refused = await open();
  refused.write(ask('bad'));
  assert.match(await readUntil(refused, '\r\n\r\n'), /^HTTP\/1\.1 401 /);
  const taken = await open();
  const answer = readUntil(taken, '}');
  taken.write(ask('good'));
  taken.write('abc');
  assert.match(await answer, /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK[^]*\{"received":3\}$/);
});

test('a client whose body is refused early still reads the reason after sending it', async () => {
  const size = 8 * 2 ** 20;
  const answer = await fetch(url('/refused'), {
    method: 'PUT',
    headers: { 'x-auth-token': 'good', 'content-type': 'application/octet-stream' },
    body: Buffer.alloc(size),
  });
  assert.equal(answer.status, 413);
  assert.deepEqual(await answer.json(), { refused: true });
});

test('a refused body that does not end is cut after a bound', async () => {
  const socket = await open();
  // The cut may arrive as a reset, so `once`, which rejects on errors, does not do.
  const closed = new Promise((resolve) => socket.on('error', () => {}).on('close', resolve));
  socket.resume();
  socket.write(
    'PUT /refused HTTP/1.1\r\nHost: x\r\nX-Auth-Token: good\r\nContent-Type: application/octet-stream\r\n' +
      `Content-Length: ${2 ** 40}\r\n\r\n`,
  );
  const block = Buffer.alloc(2 ** 20);
  let sent = 0;
  const send = (): void => {
    while (!socket.destroyed && sent < 2048 && socket.write(block)) sent++;
  };
  socket.on('drain', send);
  send();
  await closed;
  assert.ok(sent < 2048, `${sent} MiB were taken`);
});

test('a connection on which nothing moves is cut', async () => {
  const socket = await open();
  socket.write(
    'PUT /bytes HTTP/1.1\r\nHost: x\r\nX-Auth-Token: good\r\nContent-Type: application/octet-stream\r\nContent-Length: 9\r\n\r\nabc',
  );
  socket.resume();
  await once(socket, 'close');
});

test('a server that stops answers what it has begun, and refuses what comes after in the words of its API', async () => {
  const socket = await open();
  const begun = once(app.server, 'request');
  socket.write(
    'PUT /bytes HTTP/1.1\r\nHost: x\r\nX-Auth-Token: good\r\nContent-Type: application/octet-stream\r\nContent-Length: 9\r\n\r\nabc',
  );
  await begun;
  const closed = app.close();
  while (app.server.listening) await setImmediate();
  socket.write('defghiGET /open HTTP/1.1\r\nHost: x\r\n\r\n');
  const answers = await readUntil(socket, 'unavailable"}');
  assert.match(answers, /^HTTP\/1\.1 200 [^]*\{"received":9\}HTTP\/1\.1 503 [^]*\{"code":"unavailable"\}$/);
  assert.match(answers, /\r\nconnection: close\r\n[^]*$/i);
  await closed;
});
