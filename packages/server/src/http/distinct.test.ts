import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pino } from 'pino';
import { Type } from 'typebox';
import { distinct } from './distinct.ts';
import { createHttpServer } from './http-server.ts';

test('what stands twice is refused, in a time that grows with the request and no faster', async (context) => {
  const http = createHttpServer({ logger: pino({ level: 'silent' }), idleTimeout: 2000 });
  context.after(() => http.close());
  http.post('/', { schema: { body: Type.Object({ names: Type.Optional(distinct(Type.String())) }) } }, () => 'taken');
  const send = (names: readonly string[]) => http.inject({ method: 'POST', url: '/', payload: { names } });
  assert.equal((await send(['a', 'b'])).statusCode, 200);
  const refused = await send(['a', 'b', 'a']);
  assert.equal(refused.statusCode, 400);
  assert.match(refused.body, /body\/names has something twice/);
  const begun = performance.now();
  assert.equal((await send(Array.from({ length: 100_000 }, () => 'a'))).statusCode, 400);
  assert.ok(performance.now() - begun < 10_000, `took ${performance.now() - begun} ms`);
});
