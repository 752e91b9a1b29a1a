import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Caller } from '../../kernel/caller.ts';
import { hasCode } from '../../kernel/errors.ts';
import { failsWith } from '../testing/fails-with.ts';
import { createKeystone, type Keystone, type KeystoneOptions } from './keystone.ts';
import { SERVICE_PASSWORD, startFakeKeystone, tokenBody, type FakeKeystone } from './testing/fake-keystone.ts';

const LIST = { method: 'GET', path: '/v2/images' };
const ROLE_NAMES = { admin: ['admin'], member: ['member'], reader: ['reader'], service: ['service'] };
const MINUTE = 60_000;

let directory: string;
let fake: FakeKeystone;
let keystone: Keystone;
let logged: string[];
/** Milliseconds by which the clock runs ahead. */
let shift: number;

before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ingot-keystone-'));
});
after(() => rm(directory, { recursive: true }));
beforeEach(async () => {
  shift = 0;
  logged = [];
  fake = await startFakeKeystone();
  await writeFile(path.join(directory, 'password'), SERVICE_PASSWORD);
  keystone = open();
});
afterEach(async () => {
  await keystone.stop();
  await fake.stop();
});

function open(options: Partial<KeystoneOptions> = {}): Keystone {
  const log = (_context: object, message: string): void => void logged.push(message);
  return createKeystone({
    url: fake.url,
    ca: null,
    user: {
      username: 'ingot',
      userDomain: 'Default',
      project: 'service',
      projectDomain: 'Default',
      passwordFile: path.join(directory, 'password'),
    },
    roleNames: ROLE_NAMES,
    clock: { now: () => Date.now() + shift },
    log: { info: log, warn: log, error: log },
    timeout: 10_000,
    cacheTime: 30_000,
    grace: 5 * MINUTE,
    revocationInterval: 20,
    ...options,
  });
}

/** In place of the one that every test has. */
async function reopen(options: Partial<KeystoneOptions>): Promise<void> {
  await keystone.stop();
  keystone = open(options);
}

const use = (token: string, target = LIST): Promise<Caller> => keystone.authenticate(token, 'req-test', target);
/** Until what Keystone lists now has been taken in: the second request from now is sent after the answer to the first. */
async function watched(): Promise<void> {
  await fake.next('events');
  await fake.next('events');
}

test('a token is asked about once, however many use it at once, and again when the answer is old', async () => {
  fake.tokens.set('good', tokenBody());
  const callers = await Promise.all(Array.from({ length: 50 }, () => use('good')));
  assert.deepEqual(callers[7], {
    userId: 'a1',
    userName: 'anna',
    userDomainId: 'default',
    projectId: 'p1',
    domainId: null,
    roles: new Set(['member', 'reader']),
    requestId: 'req-test',
  });
  await keystone.start();
  await watched();
  await use('good');
  assert.equal(fake.counts.validate, 1);
  assert.equal(fake.counts['sign-in'], 2);
  fake.tokens.set('good', tokenBody({ roles: ['reader'] }));
  shift = 31_000;
  await watched();
  assert.deepEqual((await use('good')).roles, new Set(['reader']));
  assert.equal(fake.counts.validate, 2);
});

test('a token that does not hold is refused, and for a while without asking', async () => {
  await assert.rejects(use('bad'), failsWith('unauthenticated'));
  await assert.rejects(use('bad'), failsWith('unauthenticated'));
  assert.equal(fake.counts.validate, 1);
  fake.tokens.set('bad', tokenBody());
  shift = 6_000;
  await use('bad');
});

test('an expired token is refused although the answer about it would still count', async () => {
  fake.tokens.set('short', tokenBody({ expiresAt: Date.now() + 10_000 }));
  await use('short');
  shift = 11_000;
  await assert.rejects(use('short'), failsWith('unauthenticated'));
});

test('what cannot be a token is not sent to Keystone', async () => {
  for (const text of ['', 'a b', 'a\r\nX-Evil: 1', 'a'.repeat(2049), 'é']) {
    await assert.rejects(use(text), failsWith('unauthenticated'));
  }
  assert.equal(fake.counts.validate, 0);
});

test('a revoked token is asked about again at the next look, others are not', async () => {
  fake.tokens.set('one', tokenBody({ auditId: 'audit-1' }));
  fake.tokens.set('two', tokenBody({ auditId: 'audit-2' }));
  await keystone.start();
  await watched();
  await Promise.all([use('one'), use('two')]);
  fake.tokens.delete('one');
  fake.events = [
    { audit_id: 'audit-1', issued_before: new Date().toISOString(), revoked_at: new Date().toISOString() },
  ];
  await watched();
  await assert.rejects(use('one'), failsWith('unauthenticated'));
  await use('two');
  assert.equal(fake.counts.validate, 3);
});

test('a token that outlives the revocation of others of its user is asked about once more, not every time', async () => {
  fake.tokens.set('newer', tokenBody({ userId: 'u7' }));
  await keystone.start();
  await watched();
  await use('newer');
  fake.events = [{ user_id: 'u7' }];
  await watched();
  for (let i = 0; i < 3; i++) await use('newer');
  assert.equal(fake.counts.validate, 2);
});

test('an answer that a revocation has overtaken is not kept', async () => {
  fake.tokens.set('good', tokenBody({ userId: 'u7' }));
  await keystone.start();
  await watched();
  fake.misbehave = (kind) => (kind === 'validate' ? 'silence' : undefined);
  const arrived = fake.next('validate');
  const using = use('good');
  const request = await arrived;
  fake.misbehave = () => undefined;
  fake.events = [{ user_id: 'u7' }];
  await watched();
  // Only now comes the answer to the question from before.
  request.socket.write(
    `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n${JSON.stringify(tokenBody({ userId: 'u7' }))}`,
  );
  request.socket.end();
  await using;
  fake.tokens.delete('good');
  await assert.rejects(use('good'), failsWith('unauthenticated'));
});

test('where revocations may not be read, answers count for one interval only, and the log says what is missing', async () => {
  await reopen({ revocationInterval: 1000 });
  fake.misbehave = (kind) => (kind === 'events' ? { status: 403 } : undefined);
  fake.tokens.set('good', tokenBody());
  const looked = fake.next('events');
  await keystone.start();
  await looked;
  await use('good');
  fake.tokens.delete('good');
  shift = 1001;
  await assert.rejects(use('good'), failsWith('unauthenticated'));
  assert.ok(logged.some((line) => /\(status 403\); give the user "ingot" the role service or admin/.test(line)));
});

test("the service's own token is renewed before it ends, and when Keystone has forgotten it", async () => {
  fake.tokens.set('one', tokenBody());
  fake.tokens.set('two', tokenBody());
  fake.tokens.set('three', tokenBody());
  await use('one');
  fake.forgetServiceTokens();
  await use('two');
  assert.equal(fake.counts['sign-in'], 2);
  shift = 50 * MINUTE;
  await use('three');
  assert.equal(fake.counts['sign-in'], 3);
});

test('while Keystone does not answer known callers go on, others are told, and nobody asks it but the watch', async () => {
  await reopen({ timeout: 100, cacheTime: 0 });
  fake.tokens.set('known', tokenBody());
  fake.tokens.set('unknown', tokenBody());
  await keystone.start();
  await use('known');
  const questions = fake.counts.validate;
  fake.misbehave = () => 'silence';
  await fake.next('events');
  await fake.next('events');
  const outcomes = await Promise.allSettled(Array.from({ length: 40 }, () => use('unknown')));
  for (const { status, ...rest } of outcomes) {
    assert.equal(status, 'rejected');
    assert.ok('reason' in rest && hasCode(rest.reason, 'unavailable') && rest.reason.retryAfter === 5);
  }
  assert.equal((await use('known')).userName, 'anna');
  assert.equal(fake.counts.validate, questions);
  shift = 6 * MINUTE;
  await assert.rejects(use('known'), failsWith('unavailable'));
  fake.misbehave = () => undefined;
  await watched();
  await watched();
  await use('unknown');
  assert.deepEqual(
    logged.filter((line) => /Keystone (cannot be asked|answers again)/.test(line)),
    ['Keystone cannot be asked', 'Keystone answers again'],
  );
});

test('a token that Keystone stumbles over stops nobody else', async () => {
  fake.tokens.set('good', tokenBody());
  await keystone.start();
  fake.misbehave = (kind, { headers }) =>
    kind === 'validate' && headers['x-subject-token'] === 'odd' ? { status: 500 } : undefined;
  await assert.rejects(use('odd'), failsWith('unavailable'));
  await use('good');
});

test('what is no description of a token is not taken for one', async () => {
  for (const [token, answer] of [
    ['a', 'nonsense'],
    ['b', { status: 200, body: { token: {} } }],
    ['c', { status: 200, body: tokenBody({ more: { expires_at: 'tomorrow' } }) }],
    [
      'd',
      {
        status: 200,
        body: tokenBody({ scope: { project: { id: '../..', name: '', domain: { id: 'd', name: '' } } } }),
      },
    ],
    ['e', { status: 300, body: {} }],
    ['f', { status: 403, body: {} }],
    ['g', 'reset'],
  ] as const) {
    fake.misbehave = (kind) => (kind === 'validate' ? answer : undefined);
    await assert.rejects(use(token), failsWith('unavailable'), token);
  }
});

test('connections are kept, and one that Keystone closed meanwhile is not the end', async () => {
  for (const token of ['one', 'two', 'three']) fake.tokens.set(token, tokenBody());
  await use('one');
  await use('two');
  assert.equal(fake.connections(), 1);
  let reset = false;
  fake.misbehave = (kind) => {
    if (kind !== 'validate' || reset) return undefined;
    reset = true;
    return 'reset';
  };
  await use('three');
  assert.equal(fake.connections(), 2);
});

test('many tokens at once take few connections', async () => {
  const tokens = Array.from({ length: 200 }, (_, index) => `token-${index}`);
  for (const token of tokens) fake.tokens.set(token, tokenBody());
  await Promise.all(tokens.map((token) => use(token)));
  assert.ok(fake.connections() <= 8, `${fake.connections()} connections`);
});

test('a refused password is told at the start, is not tried again and again, and a new one is taken', async () => {
  fake.password = 'another';
  fake.tokens.set('good', tokenBody());
  assert.match(
    (await keystone.start()) ?? '',
    /^Keystone at \S+ refuses the user "ingot" of the domain "Default" on the project "service" of the domain "Default"; check .*\.$/,
  );
  await assert.rejects(use('good'), failsWith('unavailable'));
  await assert.rejects(use('good'), failsWith('unavailable'));
  assert.equal(fake.counts['sign-in'], 1);
  await writeFile(path.join(directory, 'password'), 'another\n');
  await watched();
  await use('good');
});

test('what is no Keystone, and a password file that is not there, are told at the start', async () => {
  fake.misbehave = () => ({ status: 404, body: {} });
  assert.match((await keystone.start()) ?? '', /what answers there with status 404 is not the Identity API v3\.$/);
  await rm(path.join(directory, 'password'));
  await reopen({});
  assert.match(
    (await keystone.start()) ?? '',
    /^identity\.keystone\.password-file is ".*", which cannot be read: ENOENT/,
  );
});

test('a Keystone that is not there yet is no reason not to start', async () => {
  await reopen({ url: 'http://127.0.0.1:1' });
  assert.equal(await keystone.start(), null);
  await assert.rejects(use('good'), failsWith('unavailable'));
});

test('a credential with access rules is good for what they name', async () => {
  const access_rules = [{ id: 'r', service: 'image', method: 'GET', path: '/v2/images/*' }];
  fake.tokens.set('limited', tokenBody({ more: { application_credential: { id: 'c', name: 'n', access_rules } } }));
  await use('limited', { method: 'GET', path: '/v2/images/x' });
  await assert.rejects(use('limited'), failsWith('forbidden'));
  await assert.rejects(use('limited', { method: 'DELETE', path: '/v2/images/x' }), failsWith('forbidden'));
});
