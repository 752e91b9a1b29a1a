import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasCode } from '../kernel/errors.ts';
import { createPasswordHasher } from './password-hash.ts';

const passwords = createPasswordHasher();

test('a password verifies against its own hash only', async () => {
  const encoded = await passwords.hash('пароль 🔑');
  assert.match(encoded, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  assert.equal(await passwords.verify('пароль 🔑', encoded, null), true);
  assert.equal(await passwords.verify('пароль', encoded, null), false);
  assert.notEqual(await passwords.hash('пароль 🔑'), encoded);
});

test('hashes of the reference implementation verify, with their own parameters', async () => {
  // https://github.com/P-H-C/phc-winner-argon2/blob/master/src/test.c
  const encoded = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
  assert.equal(await passwords.verify('password', encoded, null), true);
  assert.equal(await passwords.verify('Password', encoded, null), false);
});

test('no hash is never right, and takes the same work to find out', async () => {
  const encoded = await passwords.hash('a');
  const work = async (hash: string | null): Promise<number> => {
    const before = process.cpuUsage();
    for (let i = 0; i < 4; i++) assert.equal(await passwords.verify('b', hash, null), false);
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  const ratio = (await work(null)) / (await work(encoded));
  assert.ok(ratio > 0.5 && ratio < 2, `${ratio} times the work`);
});

test('a stored hash that is none is told as damage', async () => {
  for (const encoded of ['', 'secret', '$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$AAAA', '$2b$12$abc']) {
    await assert.rejects(passwords.verify('a', encoded, null), (error) => hasCode(error, 'corrupt'));
  }
});

test('a hash is outdated when new ones cost something else', async () => {
  const encoded = await passwords.hash('a');
  assert.equal(passwords.isOutdated(encoded), false);
  const cheaper = createPasswordHasher({ memory: 8192, passes: 1, lanes: 1 });
  assert.equal(cheaper.isOutdated(encoded), true);
  assert.equal(passwords.isOutdated(await cheaper.hash('a')), true);
});
