import assert from 'node:assert/strict';
import { createServer as createSecureServer } from 'node:https';
import { after, afterEach, before, test } from 'node:test';
import { selfSigned } from '@ingot/judges';
import { hasCode } from '../../kernel/errors.ts';
import { createKeystoneHttp, type KeystoneHttp } from './keystone-http.ts';
import { startFakeKeystone, type FakeKeystone } from './testing/fake-keystone.ts';

const EVENTS = { method: 'GET', path: '/v3/OS-REVOKE/events' } as const;

let certificate: string;
let fake: FakeKeystone;
let http: KeystoneHttp;
before(async () => {
  const { key, certificate: cert } = await selfSigned();
  certificate = cert;
  fake = await startFakeKeystone({ server: (listener) => createSecureServer({ key, cert }, listener) });
});
afterEach(() => {
  http.close();
});
after(() => fake.stop());

function open(ca: string | null, url = fake.url): KeystoneHttp {
  http = createKeystoneHttp({ url, ca, timeout: 5000 });
  return http;
}

test('a certificate is checked against the authorities that are given, and its name against the address', async () => {
  assert.equal((await open(certificate).ask(EVENTS)).status, 401);
  http.close();
  await assert.rejects(open(null).ask(EVENTS), (error) => reasonOf(error).includes('self-signed certificate'));
  http.close();
  const otherName = fake.url.replace('127.0.0.1', 'localhost');
  await assert.rejects(open(certificate, otherName).ask(EVENTS), (error) => reasonOf(error).includes('altnames'));
});

test('an answer without end is cut, and one that is no answer is none', async () => {
  fake.misbehave = () => ({ status: 200, body: 'x'.repeat(5 * 2 ** 20) });
  await assert.rejects(open(certificate).ask(EVENTS), (error) => reasonOf(error).includes('more than 4194304 bytes'));
  fake.misbehave = () => 'nonsense';
  await assert.rejects(http.ask(EVENTS), (error) => reasonOf(error).includes('not JSON'));
  fake.misbehave = () => ({ status: 429, body: {} });
  await assert.rejects(http.ask(EVENTS), (error) => reasonOf(error).includes('status 429'));
});

test('no more wait than memory is meant for', async () => {
  fake.misbehave = () => 'silence';
  open(certificate);
  const asked = Array.from({ length: 300 }, () => http.ask(EVENTS));
  const refused = await Promise.allSettled(asked.slice(256));
  assert.ok(refused.every((outcome) => outcome.status === 'rejected' && reasonOf(outcome.reason).includes('too many')));
  http.close();
  const cut = await Promise.allSettled(asked.slice(0, 256));
  assert.ok(cut.every(({ status }) => status === 'rejected'));
});

function reasonOf(error: unknown): string {
  assert.ok(hasCode(error, 'unavailable'));
  assert.equal(error.retryAfter, 5);
  return String(error.context['reason']);
}
