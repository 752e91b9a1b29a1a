import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it, test, type TestContext } from 'node:test';
import { promisify } from 'node:util';
import { ENGINES, temporaryDatabase } from '../db/testing/temporary-database.ts';
import type { Caller } from '../kernel/caller.ts';
import { hasCode, type ErrorCode } from '../kernel/errors.ts';
import { newDomainId, newProjectId, newUserId } from '../kernel/ids.ts';
import { createKeyPairs } from './create-key-pairs.ts';
import { generateKey } from './generate-key.ts';
import { createSqlKeyPairStore, keyPairMigrations } from './key-pair-store.sql.ts';
import { MOST_KEY_PAIRS } from './key-pair.ts';
import type { KeyPairs } from './key-pairs.ts';
import { parsePublicKey } from './public-key.ts';

const run = promisify(execFile);
const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl anna@example.org';
const FINGERPRINT = '65:96:2d:fc:e8:d5:a9:11:64:0c:0f:ea:00:6e:5b:bd';

function caller(...roles: string[]): Caller {
  const user = { userId: newUserId(), userName: 'anna', userDomainId: newDomainId(), requestId: 'req' };
  return { ...user, projectId: newProjectId(), domainId: null, roles: new Set(roles) };
}

const anna = caller('member', 'reader');
const boris = caller('reader');
const admin = caller('admin', 'member', 'reader');
const fails = (code: ErrorCode) => (error: unknown) => hasCode(error, code);

for (const engine of ENGINES) {
  const open = async (context: TestContext): Promise<KeyPairs> => {
    const { database, remove } = await temporaryDatabase({ migrations: [keyPairMigrations], engine });
    context.after(remove);
    return createKeyPairs({ store: createSqlKeyPairStore(database), clock: { now: () => 1_700_000_000_000 } });
  };

  describe(`key pairs on ${engine}`, () => {
    it('one that is brought is kept; everybody has his own', async (context) => {
      const keyPairs = await open(context);
      const { keyPair, privateKey } = await keyPairs.keyPairCreate(anna, { name: 'laptop', publicKey: `${KEY}\n` });
      assert.deepEqual([keyPair.publicKey, keyPair.fingerprint, privateKey], [KEY, FINGERPRINT, null]);
      assert.deepEqual(await keyPairs.keyPairGet(anna, 'laptop'), keyPair);
      assert.deepEqual(await keyPairs.keyPairList(anna), [keyPair]);
      assert.deepEqual(await keyPairs.keyPairList(boris), []);
      await assert.rejects(keyPairs.keyPairGet(boris, 'laptop'), fails('not-found'));
      await assert.rejects(keyPairs.keyPairCreate(anna, { name: 'laptop', publicKey: KEY }), fails('conflict'));
      await keyPairs.keyPairCreate(boris, { name: 'laptop', publicKey: KEY });
      await keyPairs.keyPairDelete(anna, 'laptop');
      await assert.rejects(keyPairs.keyPairDelete(anna, 'laptop'), fails('not-found'));
      assert.equal((await keyPairs.keyPairList(boris)).length, 1);
    });

    it('administrators work with those of others, nobody else does', async (context) => {
      const keyPairs = await open(context);
      await keyPairs.keyPairCreate(admin, { name: 'given', publicKey: KEY, user: anna.userId });
      assert.equal((await keyPairs.keyPairGet(anna, 'given')).userId, anna.userId);
      assert.equal((await keyPairs.keyPairList(admin, anna.userId)).length, 1);
      await assert.rejects(keyPairs.keyPairList(boris, anna.userId), fails('forbidden'));
      await assert.rejects(keyPairs.keyPairGet(boris, 'given', anna.userId), fails('forbidden'));
      await assert.rejects(keyPairs.keyPairDelete(boris, 'given', anna.userId), fails('forbidden'));
      const wanted = { name: 'planted', publicKey: KEY, user: anna.userId };
      await assert.rejects(keyPairs.keyPairCreate(boris, wanted), fails('forbidden'));
      await keyPairs.keyPairDelete(admin, 'given', anna.userId);
    });

    it('names are checked, and there is an end to them', async (context) => {
      const keyPairs = await open(context);
      for (const name of ['', ' x', 'a/b', 'ключ', 'x'.repeat(256)]) {
        await assert.rejects(keyPairs.keyPairCreate(anna, { name, publicKey: KEY }), fails('invalid'), name);
      }
      for (let count = 0; count < MOST_KEY_PAIRS; count++) {
        await keyPairs.keyPairCreate(anna, { name: `key ${count}`, publicKey: KEY });
      }
      await assert.rejects(keyPairs.keyPairCreate(anna, { name: 'one more', publicKey: KEY }), fails('quota-exceeded'));
    });
  });
}

test('OpenSSH takes a key that was made here, and finds the same public half in it', async (context) => {
  const directory = await mkdtemp(path.join(tmpdir(), 'key-'));
  context.after(() => rm(directory, { recursive: true }));
  const { publicKey, privateKey } = await generateKey();
  const file = path.join(directory, 'key');
  await writeFile(file, privateKey, { mode: 0o600 });
  const { stdout } = await run('ssh-keygen', ['-y', '-f', file]);
  assert.equal(stdout.trim().split(' ')[1], publicKey.split(' ')[1]);
  await writeFile(`${file}.pub`, publicKey);
  const { stdout: shown } = await run('ssh-keygen', ['-l', '-E', 'md5', '-f', `${file}.pub`]);
  assert.ok(shown.includes(`MD5:${parsePublicKey(publicKey).fingerprint} `), shown);
});

test('what is no public key is refused', () => {
  const [algorithm = '', key = ''] = KEY.split(' ');
  const refused = {
    empty: '',
    'no key': algorithm,
    'another algorithm': `ssh-rsa ${key}`,
    'unknown algorithm': `ssh-none ${key}`,
    'cut off': `${algorithm} ${key.slice(0, -8)}`,
    'two lines': `${KEY}\n${KEY}`,
    options: `command="rm -rf /" ${KEY}`,
    'a private key': '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjE=\n-----END OPENSSH PRIVATE KEY-----',
    'too long': `${KEY}${'x'.repeat(4096)}`,
    'control characters': `${KEY}\u0007`,
  };
  for (const [what, text] of Object.entries(refused)) assert.throws(() => parsePublicKey(text), fails('invalid'), what);
});
