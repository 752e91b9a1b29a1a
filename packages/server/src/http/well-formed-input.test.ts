import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { pino } from 'pino';
import { createHttpServer, type HttpServer } from './http-server.ts';
import { answerErrors } from './ingot-v1/index.ts';

let app: HttpServer;
before(() => {
  app = createHttpServer({ logger: pino({ level: 'silent' }), idleTimeout: 2_000 });
  answerErrors(app);
  app.get('/things/:name', async (request) => ({ name: (request.params as { name: string }).name }));
  app.post('/things', async ({ body }) => ({ body }));
  app.get('/broken', () => Promise.reject(new Error('no such table')));
  app.put('/bytes', async (request) => {
    let length = 0;
    for await (const bytes of request.body as AsyncIterable<Buffer>) length += bytes.length;
    return { length };
  });
});
after(() => app.close());

async function post(payload: string): Promise<{ status: number; message: string }> {
  const headers = { 'content-type': 'application/json' };
  const answer = await app.inject({ method: 'POST', url: '/things', headers, payload });
  return { status: answer.statusCode, message: answer.json<{ error?: { message: string } }>().error?.message ?? '' };
}

test('a NUL character is refused wherever it stands', async () => {
  const nul = /holds a NUL character/;
  for (const payload of ['"a\\u0000"', '{"a\\u0000b": 1}', '[[{"x": ["\\u0000"]}]]']) {
    const { status, message } = await post(payload);
    assert.equal(status, 400, payload);
    assert.match(message, nul);
  }
  for (const url of ['/things/a%00', '/things/a?x=%00', '/things/a?%00=x', '/things/a?x=1&x=%00']) {
    const answer = await app.inject(url);
    assert.equal(answer.statusCode, 400, url);
    assert.match(answer.body, nul);
  }
});

test('half a surrogate pair is refused, a whole one is not', async () => {
  const { status, message } = await post('{"name": "\\ud800"}');
  assert.equal(status, 400);
  assert.match(message, /^The body of the request holds half a surrogate pair, which is no Unicode text\.$/);
  assert.equal((await post('{"name": "\\ud83d\\ude00"}')).status, 200);
  assert.equal((await post('"\\udc00\\ud800"')).status, 400);
});

test('JSON that is nested without measure is refused, and what people send is not', async () => {
  const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  assert.equal((await post(nested(64))).status, 200);
  for (const payload of [nested(66), nested(500_000), `${'{"a":'.repeat(300_000)}1${'}'.repeat(300_000)}`]) {
    const { status, message } = await post(payload);
    assert.equal(status, 400);
    assert.match(message, /nested deeper than 64 levels/);
  }
});

test('bytes are not text', async () => {
  const answer = await app.inject({
    method: 'PUT',
    url: '/bytes',
    headers: { 'content-type': 'application/octet-stream' },
    payload: Buffer.from([0, 0xed, 0xa0, 0x80]),
  });
  assert.deepEqual(answer.json(), { length: 4 });
});

test('whatever belongs to no dialect is refused in the form of our own API', async () => {
  for (const [url, status, code] of [
    ['/nothing', 404, 'not-found'],
    ['/things/%E0%A4%A', 400, 'invalid'],
    ['/broken', 500, 'internal'],
  ] as const) {
    const answer = await app.inject(url);
    assert.equal(answer.statusCode, status, url);
    assert.equal(answer.json<{ error: { code: string } }>().error.code, code);
  }
});
