import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, beforeEach, describe, it } from 'node:test';
import { ChunkStoreError, localBackend, newPackId, type PackBackend, type PackId } from '@ingot/chunk-store';
import { temporaryDatabase, type TemporaryDatabase } from '../db/testing/temporary-database.ts';
import { encryptPacks, loadSealing, type EncryptionSettings } from './encrypt-packs.ts';
import { runKeyCommand } from './key-command.ts';
import { readKeyFile } from './key-file.ts';
import { createSqlSealRecords, sealMigrations } from './seal-records.sql.ts';
import type { SealRecords } from './seal-records.ts';

const directory = await mkdtemp(path.join(tmpdir(), 'ingot-encryption-'));
after(() => rm(directory, { recursive: true }));

let names = 0;
async function secretFile(content: Buffer | string, mode = 0o600): Promise<string> {
  const name = path.join(directory, `key-${(names += 1)}`);
  await writeFile(name, content);
  await chmod(name, mode);
  return name;
}

function refusal(...words: readonly RegExp[]): (error: Error) => boolean {
  return (error) => {
    assert.equal(error.name, 'ConfigError', String(error));
    for (const word of words) assert.match(error.message, word);
    return true;
  };
}

describe('a key file', () => {
  it('holds the key raw, in hex or in base64, with or without a line end', async () => {
    const key = randomBytes(32);
    const texts = [
      key.toString('hex'),
      key.toString('hex').toUpperCase(),
      key.toString('base64'),
      key.toString('base64url'),
    ];
    for (const content of [key, ...texts, ...texts.map((text) => `${text}\n`)]) {
      assert.deepEqual(await readKeyFile(await secretFile(content)), key);
    }
  });

  it('is refused when it holds no key, cannot be read or is open to others', async () => {
    const hex = randomBytes(32).toString('hex');
    for (const content of ['', 'secret', hex.slice(1), `${hex}0`, randomBytes(33), randomBytes(5000)]) {
      const name = await secretFile(content);
      await assert.rejects(readKeyFile(name), refusal(/key-files names/, /32 raw bytes or a key of 32 bytes in hex/));
    }
    await assert.rejects(readKeyFile(path.join(directory, 'absent')), refusal(/absent", which cannot be read: ENOENT/));
    await assert.rejects(readKeyFile(directory), refusal(/which is not a file/));
    for (const mode of [0o604, 0o620, 0o602, 0o601]) {
      await assert.rejects(readKeyFile(await secretFile(hex, mode)), refusal(/open to other users; "chmod 600"/));
    }
    await readKeyFile(await secretFile(hex, 0o440));
  });
});

describe('a key command', () => {
  it('prints keys, one a line', async () => {
    const keys = [randomBytes(32), randomBytes(32)];
    const [hex, base64] = [keys[0]?.toString('hex'), keys[1]?.toString('base64')];
    assert.deepEqual(await runKeyCommand(`echo ${hex}; echo; echo ' ${base64} '`), keys);
  });

  it('is refused when it fails, prints anything else or does not end', async () => {
    const secret = 'not-a-key-but-secret';
    const hex = randomBytes(32).toString('hex');
    for (const [command, reason] of [
      ['exit 3', /did not give keys: exit 3\.$/],
      [`echo ${hex}; kill -9 $$`, /it ended by SIGKILL/],
      ['true', /must print a key of 32 bytes/],
      [`echo ${hex}; echo ${secret}`, /must print a key of 32 bytes/],
      ['yes', /it printed more than keys/],
      // The shell waits for its child: both have to go.
      ['sleep 600; true', /it took longer than 0.2 seconds/],
    ] as const) {
      await assert.rejects(runKeyCommand(command, command.startsWith('sleep') ? 200 : 20_000), (error: Error) => {
        assert.ok(!error.message.includes(secret), 'what it printed is shown to nobody');
        return refusal(/store\.encryption\.key-command/, reason)(error);
      });
    }
  });
});

describe('a store that is encrypted', () => {
  let place: string;
  let inner: PackBackend;
  let temporary: TemporaryDatabase;
  let records: SealRecords;
  beforeEach(async () => {
    place = await mkdtemp(path.join(directory, 'store-'));
    inner = await localBackend(place);
    temporary = await temporaryDatabase({ migrations: [sealMigrations] });
    records = createSqlSealRecords(temporary.database);
  });
  afterEach(async () => {
    await inner.close();
    await temporary.remove();
  });

  const start = async (settings: Partial<EncryptionSettings>): Promise<PackBackend> =>
    encryptPacks(inner, await loadSealing({ keyFiles: [], keyCommand: '', plainPacks: 'read', ...settings }), records);

  const content = Buffer.from(`INGOTPCK${'x'.repeat(100)}`);
  async function write(to: PackBackend): Promise<PackId> {
    const pack = newPackId();
    const open = await to.create(pack);
    await open.append([content]);
    await open.seal();
    return pack;
  }
  async function assertReads(from: PackBackend, ...packs: readonly PackId[]): Promise<void> {
    for (const pack of packs) assert.deepEqual(await from.read(pack, 0, content.length), content);
  }

  it('starts again with its key, and with no other and none', async () => {
    const [key, other] = [await secretFile(randomBytes(32)), await secretFile(randomBytes(32))];
    const pack = await write(await start({ keyFiles: [key] }));
    await assertReads(await start({ keyFiles: [key] }), pack);
    const [fingerprint = ''] = await records.all();
    const named = new RegExp(`sealed with the key ${fingerprint}, but .*add that key`);
    await assert.rejects(start({ keyFiles: [other] }), refusal(named));
    await assert.rejects(start({}), refusal(named, /gives none/));
    assert.deepEqual(await records.all(), [fingerprint], 'a start that was refused leaves nothing behind');
  });

  it('knows a wrong key also without records, as after the database was lost', async () => {
    const [key, other] = [await secretFile(randomBytes(32)), await secretFile(randomBytes(32))];
    const pack = await write(await start({ keyFiles: [key] }));
    await records.remove(await records.all());
    await assert.rejects(start({ keyFiles: [other] }), refusal(/sealed with the key/));
    await assertReads(await start({ keyFiles: [key] }), pack);
  });

  it('reads what was written before it was encrypted, until that is refused or gone', async () => {
    const keyFiles = [await secretFile(randomBytes(32))];
    const plain = await write(await start({}));
    const both = await start({ keyFiles });
    const sealed = await write(both);
    await assertReads(both, plain, sealed);
    await assert.rejects(start({ keyFiles, plainPacks: 'refuse' }), refusal(/set it to "read" as long as/));
    await inner.delete(plain);
    await assertReads(await start({ keyFiles, plainPacks: 'refuse' }), sealed);
    assert.equal((await records.all()).length, 1);
  });

  it('lets go of an old key when no pack needs it any more', async () => {
    const [old, fresh] = [await secretFile(randomBytes(32)), await secretFile(randomBytes(32))];
    const before = await write(await start({ keyFiles: [old] }));
    const rotated = await start({ keyFiles: [fresh, old] });
    const later = await write(rotated);
    await assertReads(rotated, before, later);
    await assert.rejects(start({ keyFiles: [fresh] }), refusal(/sealed with the key/));
    await rotated.delete(before);
    await assertReads(await start({ keyFiles: [fresh] }), later);
  });

  it('starts also while the packs are out of reach, and looks at them the next time', async () => {
    const keyFiles = [await secretFile(randomBytes(32))];
    const away: PackBackend = {
      origin: 'network',
      create: (pack) => inner.create(pack),
      read: (pack, offset, length) => inner.read(pack, offset, length),
      size: (pack) => inner.size(pack),
      delete: (pack) => inner.delete(pack),
      list: async function* list() {
        yield* [] as PackId[];
        throw new ChunkStoreError('unavailable', 'out of reach');
      },
      close: () => inner.close(),
    };
    const sealing = await loadSealing({ keyFiles, keyCommand: '', plainPacks: 'read' });
    const pack = await write(await encryptPacks(away, sealing, records));
    assert.deepEqual(await records.all(), []);
    await assert.rejects(start({}), refusal(/sealed with the key/));
    await assertReads(await start({ keyFiles }), pack);
    // With another key than is recorded there is no start before that has been looked at.
    await assert.rejects(encryptPacks(away, null, records), /out of reach/);
  });

  it('takes keys from one place, and refuses plain packs only when there is a key', async () => {
    const keyFiles = [await secretFile(randomBytes(32))];
    await assert.rejects(start({ keyFiles, keyCommand: 'true' }), refusal(/both given; give one/));
    await assert.rejects(start({ plainPacks: 'refuse' }), refusal(/no key to seal with/));
    const pack = await write(await start({ keyCommand: `cat ${keyFiles[0]} | od -An -v -tx1 | tr -d ' \\n'` }));
    await assertReads(await start({ keyFiles }), pack);
  });
});
