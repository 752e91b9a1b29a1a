import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { Database } from '../db/index.ts';
import { temporaryDatabase, type TemporaryDatabase } from '../db/testing/temporary-database.ts';
import { hasCode, type IngotError } from '../kernel/errors.ts';
import { createIdentityStore, identityMigrations } from './identity-store.sql.ts';
import { createLoginFailures } from './login-failures.ts';
import { createLoginLimit, type LoginLimit } from './login-limit.ts';

const LOCKOUT = 60_000;
let time: number;
let limit: LoginLimit;
let verified: number;
let temporary: TemporaryDatabase;

beforeEach(async () => {
  time = 1_000_000;
  verified = 0;
  temporary = await temporaryDatabase({ migrations: [identityMigrations] });
  limit = limitOn(temporary.database);
});
afterEach(() => temporary.remove());

/** That of one process. */
function limitOn(database: Database): LoginLimit {
  const clock = { now: () => time };
  const counts = createLoginFailures(createIdentityStore(database), clock, LOCKOUT);
  return createLoginLimit({ clock, counts, failures: 3, lockout: LOCKOUT });
}

function guess(right: boolean, subject = 'user a', address = '127.0.0.1'): Promise<boolean> {
  return limit.guess(subject, address, async () => {
    verified += 1;
    await new Promise((resolve) => setImmediate(resolve));
    return right;
  });
}

function isLockedOut(error: unknown): error is IngotError {
  return hasCode(error, 'too-many-requests');
}

test('after some wrong guesses in a row even the right one is not looked at, until the lockout is over', async () => {
  for (let i = 0; i < 3; i++) assert.equal(await guess(false), false);
  time += 20_500;
  await assert.rejects(guess(true), (error) => isLockedOut(error) && error.retryAfter === 40);
  assert.equal(verified, 3);
  time += LOCKOUT;
  assert.equal(await guess(true), true);
});

test('a right guess begins the count anew', async () => {
  for (let round = 0; round < 4; round++) {
    assert.equal(await guess(false), false);
    assert.equal(await guess(false), false);
    assert.equal(await guess(true), true);
  }
});

test('of many guesses at once no more are looked at than one after the other', async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => guess(false)));
  assert.equal(verified, 3);
  assert.equal(outcomes.filter((outcome) => outcome.status === 'rejected' && isLockedOut(outcome.reason)).length, 47);
});

test('many right ones at once all pass', async () => {
  const outcomes = await Promise.all(Array.from({ length: 50 }, () => guess(true)));
  assert.deepEqual(new Set(outcomes), new Set([true]));
});

test('a right one among wrong ones at once does not open the door for the rest', async () => {
  await Promise.allSettled([
    guess(false),
    guess(false),
    guess(true),
    ...Array.from({ length: 20 }, () => guess(false)),
  ]);
  assert.ok(verified <= 6, `${verified} were looked at`);
});

test('wrong guesses count in every process, and after a restart', async () => {
  for (let i = 0; i < 3; i++) {
    limit = limitOn(temporary.beside());
    assert.equal(await guess(false), false);
  }
  limit = limitOn(temporary.beside());
  await assert.rejects(guess(true), isLockedOut);
});

test('a fault while looking is not a wrong guess', async () => {
  for (let i = 0; i < 5; i++) {
    await assert.rejects(
      limit.guess('user a', '127.0.0.1', () => Promise.reject(new Error('database'))),
      /database/,
    );
  }
  assert.equal(await guess(true), true);
});

test('whoever guesses at a user does not lock him out elsewhere, nor does his signing in help the guesser', async () => {
  for (let i = 0; i < 3; i++) await guess(false, 'user a', '192.0.2.66');
  await assert.rejects(guess(true, 'user a', '192.0.2.66'), isLockedOut);
  assert.equal(await guess(true, 'user a', '198.51.100.1'), true);
  assert.equal(await guess(true, 'user a'), true);
  await assert.rejects(guess(true, 'user a', '192.0.2.66'), isLockedOut);
});

test('guesses from many places at once do not keep the user from signing in', async () => {
  const flood = Array.from({ length: 200 }, (_, i) => guess(false, 'user a', `2001:db8:${i.toString(16)}::1`));
  assert.equal(await guess(true, 'user a', '198.51.100.1'), true);
  await Promise.allSettled(flood);
});

test('counts that are kept elsewhere, and come late, let no guess too many through', async () => {
  const clock = { now: () => time };
  const counts = createLoginFailures(createIdentityStore(temporary.database), clock, LOCKOUT);
  const later = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    for (let i = 0; i < 3; i++) await new Promise((resolve) => setImmediate(resolve));
    const result = await work();
    for (let i = 0; i < 3; i++) await new Promise((resolve) => setImmediate(resolve));
    return result;
  };
  limit = createLoginLimit({
    clock,
    counts: {
      read: (key) => later(() => counts.read(key)),
      add: (key) => later(() => counts.add(key)),
      forget: (key) => later(() => counts.forget(key)),
    },
    failures: 3,
    lockout: LOCKOUT,
  });
  await Promise.allSettled(Array.from({ length: 50 }, () => guess(false)));
  assert.equal(verified, 3);
});

test('a count that was read before an outcome is read again after it', async () => {
  const clock = { now: () => time };
  const counts = createLoginFailures(createIdentityStore(temporary.database), clock, LOCKOUT);
  let outcome: Promise<unknown> = Promise.resolve();
  const read = async (key: string): ReturnType<typeof counts.read> => {
    const until = outcome;
    const known = await counts.read(key);
    await until;
    return known;
  };
  limit = createLoginLimit({ clock, counts: { ...counts, read }, failures: 1, lockout: LOCKOUT });
  const first = guess(false);
  outcome = first;
  await assert.rejects(guess(false), isLockedOut);
  assert.equal(await first, false);
  assert.equal(verified, 1);
});

test('others are not locked out with one', async () => {
  for (let i = 0; i < 3; i++) await guess(false);
  assert.equal(await guess(true, 'user b'), true);
});

test('an address gets ten times as many, over all users, and its own successes do not help', async () => {
  for (let i = 0; i < 30; i++) {
    assert.equal(await guess(false, `user ${i}`, '192.0.2.1'), false);
    if (i < 29) assert.equal(await guess(true, 'own user', '192.0.2.1'), true);
  }
  await assert.rejects(guess(true, 'own user', '192.0.2.1'), isLockedOut);
  assert.equal(await guess(true, 'own user', '192.0.2.2'), true);
});

test('addresses of one IPv6 network count as one, however they are written', async () => {
  for (let i = 0; i < 30; i++) await guess(false, `user ${i}`, `2001:db8:0:7:${i.toString(16)}::1`);
  await assert.rejects(guess(true, 'user x', '2001:db8:0:7::abcd'), isLockedOut);
  assert.equal(await guess(true, 'user x', '2001:db8:0:8::1'), true);
});

test('this machine is not locked out as an address: it may be a proxy', async () => {
  for (let i = 0; i < 100; i++) await guess(false, `user ${i}`, i % 2 === 0 ? '127.0.0.1' : '::1');
  assert.equal(await guess(true, 'user x'), true);
});
