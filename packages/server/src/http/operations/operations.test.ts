import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, test } from 'node:test';
import { pino } from 'pino';
import { createHttpServer, type HttpServer } from '../http-server.ts';
import { healthcheck } from './healthcheck.ts';
import { metrics, type StoreAccount } from './metrics.ts';

let app: HttpServer;
let broken: Error | null;
let counts: number;
let account: StoreAccount | null;

beforeEach(async () => {
  broken = null;
  counts = 0;
  account = null;
  app = createHttpServer({ logger: pino({ level: 'silent' }), idleTimeout: 5_000 });
  healthcheck(app, [
    { name: 'database', check: () => (broken ? Promise.reject(broken) : Promise.resolve()) },
    { name: 'store', check: () => Promise.resolve() },
  ]);
  metrics(app, {
    usage: () =>
      broken
        ? Promise.reject(broken)
        : Promise.resolve({ packs: ++counts, storedBytes: 2, chunks: 3, liveBytes: 7, plainBytes: 8 }),
    health: () => Promise.resolve({ quarantinedChunks: 4, findings: 5, damagedImages: 6, damagedDisks: 14 }),
    account: () => Promise.resolve(account),
    totals: { freedBytes: 9, rewrittenPacks: 10, cpu: 11_000 },
    layers: () => Promise.resolve({ layers: 12, bytes: 13 }),
  });
  app.put('/things/:id', { config: { public: true } }, () => 'done');
  await app.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(() => app.close());

async function get(path: string): Promise<{ status: number; text: string }> {
  const response = await fetch(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}${path}`);
  return { status: response.status, text: await response.text() };
}

test('health is OK while everything works, and names what does not without a reason', async () => {
  assert.deepEqual(await get('/healthcheck'), { status: 200, text: 'OK' });
  broken = new Error('secret path');
  assert.deepEqual(await get('/healthcheck'), { status: 503, text: 'UNAVAILABLE: database' });
});

test('requests are counted by route pattern, with the bytes they brought', async () => {
  const { port } = app.server.address() as AddressInfo;
  for (const id of ['a', 'b']) {
    await fetch(`http://127.0.0.1:${port}/things/${id}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: '{"size":1}',
    });
  }
  const { text } = await get('/metrics');
  assert.match(
    text,
    /^ingot_http_request_duration_seconds_count\{method="PUT",route="\/things\/:id",status="200"\} 2$/m,
  );
  assert.match(text, /^ingot_http_received_bytes_total\{route="\/things\/:id"\} 20$/m);
  assert.doesNotMatch(text, /things\/[ab]/);
});

test('the store is counted once for many scrapes', async () => {
  for (let scrape = 0; scrape < 3; scrape++) {
    assert.match((await get('/metrics')).text, /^ingot_store_packs 1$/m);
  }
  assert.equal(counts, 1);
});

test('what contents take is told as it was measured last', async () => {
  account = { logical: 400, plain: 300, stored: 200, measuredAt: 5000 };
  const { text } = await get('/metrics');
  for (const [name, value] of [
    ['logical_bytes', 400],
    ['distinct_bytes', 300],
    ['stored_bytes', 200],
    ['measured_timestamp_seconds', 5],
  ] as const) {
    assert.match(text, new RegExp(`^ingot_contents_${name} ${value}$`, 'm'));
  }
});

test('what contents take is no number before the first measurement', async () => {
  assert.match((await get('/metrics')).text, /^ingot_contents_logical_bytes Nan$/m);
});

test('a count that failed is made again for the next scrape', async () => {
  broken = new Error('the database is locked');
  assert.equal((await get('/metrics')).status, 500);
  broken = null;
  assert.equal((await get('/metrics')).status, 200);
});
