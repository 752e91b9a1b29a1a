import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { parseKeystoneToken, type KeystoneToken } from './keystone-token.ts';
import { tokenBody } from './testing/fake-keystone.ts';
import { createTokenCache, type TokenCache } from './token-cache.ts';

let time: number;
let asked: string[];
let cache: TokenCache;

beforeEach(() => {
  time = 1_000_000;
  asked = [];
  cache = createTokenCache({
    clock: { now: () => time },
    validate: async (token) => {
      asked.push(token);
      return token.startsWith('good') ? described : null;
    },
    isRevoked: () => false,
    freshFor: () => 60_000,
    graceFor: 60_000,
  });
});

const parsed = parseKeystoneToken(tokenBody());
assert.ok(parsed);
const described: KeystoneToken = parsed;

test('only so many answers are kept, and guesses push no token out', async () => {
  await cache.get('good');
  for (let i = 0; i < 12_000; i++) await cache.get(`bad ${i}`);
  asked = [];
  await cache.get('good');
  await cache.get('bad 11999');
  assert.deepEqual(asked, []);
  await cache.get('bad 1');
  assert.deepEqual(asked, ['bad 1']);
  for (let i = 0; i < 10_000; i++) await cache.get(`good ${i}`);
  asked = [];
  await cache.get('good 9999');
  await cache.get('good');
  assert.deepEqual(asked, ['good']);
});

test('no answer counts beyond the end of its token', async () => {
  time = described.expiresAt - 10_000;
  await cache.get('good');
  time += 9_999;
  await cache.get('good');
  assert.deepEqual(asked, ['good']);
  time += 1;
  assert.equal(await cache.get('good'), null);
  assert.deepEqual(asked, ['good', 'good']);
});

test('a refusal is forgotten after a moment, an answer after its time', async () => {
  await cache.get('good');
  await cache.get('bad');
  time += 5_001;
  await cache.get('good');
  await cache.get('bad');
  time += 60_000;
  await cache.get('good');
  assert.deepEqual(asked, ['good', 'bad', 'bad', 'good']);
});
