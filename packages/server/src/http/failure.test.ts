import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pino } from 'pino';
import { IngotError } from '../kernel/errors.ts';
import { failureOf } from './failure.ts';
import { createHttpServer } from './http-server.ts';
import { STATUS_OF } from './openstack/identity-v3/errors.ts';

/** What is answered to a request that ends with `thrown`, and the lines that are logged of it. */
async function failing(thrown: unknown): Promise<{ status: number; message: string; levels: number[]; log: string }> {
  const lines: string[] = [];
  const logger = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
  const app = createHttpServer({ logger, idleTimeout: 5_000 });
  app.setErrorHandler((error: unknown, request, reply) => {
    const { status, message, headers } = failureOf(error, request, STATUS_OF);
    return reply.code(status).headers(headers).send({ message });
  });
  app.get('/', () => Promise.reject(thrown as Error));
  const answer = await app.inject('/');
  await app.close();
  const levels = lines.map((line) => (JSON.parse(line) as { level: number }).level);
  const { message } = answer.json<{ message: string }>();
  return { status: answer.statusCode, message, levels, log: lines.join('') };
}

test('a fault is logged with its cause, and its words stay inside', async () => {
  const { status, message, levels, log } = await failing(new Error('no such column: secret'));
  assert.equal(status, 500);
  assert.deepEqual(levels, [50]);
  assert.match(log, /no such column: secret/);
  assert.doesNotMatch(message, /secret/);
});

test('neither a refusal nor a limit that passes is logged as a fault', async () => {
  const refused = await failing(new IngotError('invalid', 'No.'));
  assert.deepEqual([refused.status, refused.levels], [400, []]);
  const busy = await failing(new IngotError('unavailable', 'Too many at once.', { retryAfter: 1 }));
  assert.deepEqual([busy.status, busy.levels], [503, []]);
  const broken = await failing(new IngotError('unavailable', 'The store failed.'));
  assert.deepEqual([broken.status, broken.levels], [503, [50]]);
  const cause = new Error('connection refused');
  const away = await failing(new IngotError('unavailable', 'The store is away.', { retryAfter: 30, cause }));
  assert.deepEqual([away.status, away.levels], [503, [50]]);
  assert.match(away.log, /connection refused/);
});

test('a path with more characters than any name has is a refusal, which fills no log', async () => {
  const lines: string[] = [];
  const logger = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
  const app = createHttpServer({ logger, idleTimeout: 5_000 });
  app.setErrorHandler((error: unknown, request, reply) =>
    reply.code(failureOf(error, request, STATUS_OF).status).send(),
  );
  app.get('/images/:id', () => 'found');
  assert.equal((await app.inject(`/images/${'a'.repeat(255)}`)).statusCode, 200);
  assert.equal((await app.inject(`/images/${'a'.repeat(4000)}`)).statusCode, 400);
  assert.deepEqual(lines, []);
  await app.close();
});
