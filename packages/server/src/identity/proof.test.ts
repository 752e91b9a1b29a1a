import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { temporaryDatabase } from '../db/testing/temporary-database.ts';
import { newDomainId, newUserId } from '../kernel/ids.ts';
import { createIdentityStore, identityMigrations } from './identity-store.sql.ts';
import type { IdentityStore } from './identity-store.ts';
import { createPasswordHasher } from './password-hash.ts';
import { provePassword, type ProofChecker } from './proof.ts';
import type { User } from './user.ts';

const CHEAPER = createPasswordHasher({ memory: 8192, passes: 1, lanes: 1 });
const PASSWORDS = createPasswordHasher();

let store: IdentityStore;
let remove: () => Promise<void>;
let checker: ProofChecker;
let outdated: string;
const domain = { id: newDomainId(), name: 'home', description: '', enabled: true };
const user: User = {
  id: newUserId(),
  domainId: domain.id,
  name: 'ann',
  enabled: true,
  email: null,
  description: null,
  defaultProjectId: null,
  tokenGeneration: 3,
};

beforeEach(async () => {
  const opened = await temporaryDatabase({ migrations: [identityMigrations] });
  store = createIdentityStore(opened.database);
  remove = opened.remove;
  outdated = await CHEAPER.hash('her password');
  await store.write(async (writer) => {
    await writer.domainInsert(domain);
    await writer.userInsert(user, outdated);
  });
  checker = { store, passwords: PASSWORDS, limit: { guess: (_subject, _address, verify) => verify() } };
});
afterEach(() => remove());

function prove(password: string): Promise<User | null> {
  return provePassword(checker, { method: 'password', user: { id: user.id }, password }, '192.0.2.1');
}

test('a password that was hashed more cheaply is hashed anew when it is used, and her tokens go on', async () => {
  assert.equal(await prove('not it'), null);
  assert.equal(await store.userPasswordHash(user.id), outdated);
  assert.equal((await prove('her password'))?.id, user.id);
  const renewed = (await store.userPasswordHash(user.id)) ?? '';
  assert.equal(PASSWORDS.isOutdated(renewed), false);
  assert.equal((await prove('her password'))?.tokenGeneration, 3);
  assert.equal(await store.userPasswordHash(user.id), renewed);
});

test('a password that is changed at the same time is not put back', async () => {
  checker = {
    ...checker,
    limit: {
      guess: async (_subject, _address, verify) => {
        const right = await verify();
        await store.write((writer) => writer.userPasswordSet(user.id, 'changed meanwhile'));
        return right;
      },
    },
  };
  await prove('her password');
  assert.equal(await store.userPasswordHash(user.id), 'changed meanwhile');
});
