import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { hasCode } from '../kernel/errors.ts';
import { loadTokenKeys } from './token-keys.ts';

let directory: string;
before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ingot-keys-'));
});
after(() => rm(directory, { recursive: true }));

test('the first start makes a key that only its owner can read, later ones keep it', async () => {
  const file = path.join(directory, 'made');
  const [first] = await loadTokenKeys(file);
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  const again = await loadTokenKeys(file);
  assert.equal(again.length, 1);
  assert.ok(first.equals(again[0]));
});

test('processes that start at once agree on one key and leave nothing behind', async () => {
  const place = path.join(directory, 'together');
  const [one, ...others] = await Promise.all(Array.from({ length: 5 }, () => loadTokenKeys(place)));
  for (const other of others) assert.ok(one?.[0].equals(other[0]));
  assert.deepEqual(
    (await readdir(directory)).filter((name) => name.includes('.new')),
    [],
  );
});

test('keys are read in the order of their lines; comments and empty lines are none', async () => {
  const file = path.join(directory, 'several');
  const lines = [randomBytes(32), randomBytes(32)].map((bytes) => bytes.toString('base64'));
  await writeFile(file, `# a comment\n\n${lines.join('\n\n')}\n`);
  const keys = await loadTokenKeys(file);
  assert.deepEqual(
    keys.map((key) => key.export().toString('base64')),
    lines,
  );
});

test('a file without a key, or with a line that is none, is an error and is left alone', async () => {
  const file = path.join(directory, 'broken');
  for (const text of ['', '# nothing\n', 'c2hvcnQ=\n', `${randomBytes(32).toString('base64')}\nnot a key\n`]) {
    await writeFile(file, text);
    await assert.rejects(loadTokenKeys(file), (error) => hasCode(error, 'internal'));
  }
});
