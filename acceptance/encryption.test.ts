import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { imageApi } from './image-api.ts';
import { sha256 } from './pseudo-random.ts';
import { startService, type Service } from './service.ts';

const PHRASE = Buffer.from('a phrase that stands in every block of the disk\n');
const CONTENT = Buffer.alloc(3_000_000, PHRASE);

test('with a key nothing of an image lies open, and without it the service does not start', async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'ingot-encryption-'));
  const data = path.join(directory, 'data');
  const key = async (name: string): Promise<string> => {
    const file = path.join(directory, name);
    await writeFile(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
    return file;
  };
  const withKeys = (...files: readonly string[]): Promise<Service> =>
    startService({ data, settings: ['--store.encryption.key-files', files.join(',')] });
  try {
    const [first, second] = [await key('first.key'), await key('second.key')];
    const service = await withKeys(first);
    const api = await imageApi(service.administrator);
    const { id } = await api.create('secret');
    assert.equal(await api.upload(id, [CONTENT]), 204);
    await service.stop();

    const packs = await readdir(path.join(data, 'store'), { recursive: true, withFileTypes: true });
    const files = packs.filter((entry) => entry.isFile());
    assert.ok(files.length > 0);
    for (const { parentPath, name } of files) {
      const bytes = await readFile(path.join(parentPath, name));
      assert.equal(bytes.indexOf(PHRASE.subarray(0, 16)), -1, name);
    }

    await assert.rejects(withKeys(second), /sealed with the key [0-9a-f]{16}, but .* add that key\./);
    await assert.rejects(startService({ data }), /gives none; add that key\./);
    const rotated = await withKeys(second, first);
    const downloaded = await (await imageApi(rotated.administrator)).download(id);
    assert.deepEqual(downloaded, { status: 200, size: CONTENT.length, sha256: sha256([CONTENT]) });
    await rotated.stop();
    const log = await readFile(`${data}.log`, 'utf8');
    for (const file of [first, second]) assert.ok(!log.includes((await readFile(file, 'utf8')).trim()));
  } finally {
    await rm(directory, { recursive: true });
  }
});
