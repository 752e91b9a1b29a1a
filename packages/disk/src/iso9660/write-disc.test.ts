import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { inspectImage } from '../formats/index.ts';
import { bufferSource } from '../testing/index.ts';
import type { DiscFile } from './directory-tree.ts';
import { writeDisc } from './write-disc.ts';

const run = promisify(execFile);

/** More names than one sector of a directory holds, a file of none and one of several sectors. */
const FILES: readonly DiscFile[] = [
  { path: 'openstack/latest/meta_data.json', content: Buffer.from('{"uuid":"1"}') },
  { path: 'openstack/latest/user_data', content: Buffer.alloc(5000, 'x') },
  { path: 'empty', content: Buffer.alloc(0) },
  ...Array.from({ length: 100 }, (_, place) => ({
    path: `many/файлы/file number ${place}.tar.gz`,
    content: Buffer.from(`${place}`),
  })),
];

let directory: string;
let file: string;
before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'disc-'));
  file = path.join(directory, 'disc.iso');
  await writeFile(file, writeDisc('config-2', FILES));
});
after(() => rm(directory, { recursive: true }));

test('7-Zip unpacks what was written, under its names', async () => {
  const out = path.join(directory, 'out');
  await run('7zz', ['x', `-o${out}`, file]);
  for (const { path: name, content } of FILES) assert.deepEqual(await readFile(path.join(out, name)), content, name);
});

test('GRUB finds files by the capitals of the primary tree and by the names of Joliet', async () => {
  for (const name of ['openstack/latest/meta_data.json', 'many/файлы/file number 99.tar.gz']) {
    const { stdout } = await run('grub-fstest', [file, 'cat', `(loop0)/${name}`]);
    assert.equal(stdout, Buffer.from(FILES.find((each) => each.path === name)?.content ?? []).toString());
  }
});

test('its label is what guests look for', async () => {
  const { stdout } = await run('blkid', ['-p', '-o', 'export', file]);
  assert.match(stdout, /^LABEL=config-2$/m);
  assert.match(stdout, /^TYPE=iso9660$/m);
});

test('it is a whole disc, and the same for the same files', async () => {
  const disc = writeDisc('config-2', FILES);
  const verdict = await inspectImage(bufferSource(disc), 'iso');
  assert.ok(verdict.ok);
  assert.deepEqual(disc, writeDisc('config-2', FILES));
});

test('names that no disc can have are refused', () => {
  for (const name of ['', 'a:b', 'x'.repeat(65), 'a\0b']) {
    assert.throws(() => writeDisc('label', [{ path: name, content: Buffer.alloc(1) }]), RangeError);
  }
  assert.throws(() => writeDisc('a label that is too long', []), RangeError);
});
