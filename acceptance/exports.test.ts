import assert from 'node:assert/strict';
import { copyFile, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { ingotOf, type Ingot } from './ingot.ts';
import { run } from './program.ts';
import { startService, type Service } from './service.ts';
import { tinyGuest } from './tiny-guest.ts';

/** The disk of a real guest as files of other formats, judged by qemu-img. */
let directory: string;
let service: Service;
let ingot: Ingot;
let guest: string;

const FILES = [
  { words: ['--format', 'raw'], driver: 'raw' },
  { words: [], driver: 'qcow2' },
  { words: ['--format', 'qcow2', '--compress'], driver: 'qcow2' },
  { words: ['--format', 'vhd'], driver: 'vpc' },
  { words: ['--format', 'vhd-fixed'], driver: 'vpc' },
  { words: ['--format', 'vhdx'], driver: 'vhdx' },
  { words: ['--format', 'vmdk'], driver: 'vmdk' },
  { words: ['--format', 'vmdk', '--compress'], driver: 'vmdk' },
] as const;

before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ingot-exports-'));
  service = await startService({ data: path.join(directory, 'data') });
  ingot = ingotOf(directory, service.administrator);
  guest = path.join(directory, 'guest.raw');
  await copyFile(await tinyGuest(), guest);
  await ingot('image', 'create', 'guest', '--file', guest);
});
after(async () => {
  await service.stop();
  await rm(directory, { recursive: true });
});

test('a guest is exported as a file of every format', async () => {
  const { size } = await stat(guest);
  for (const [index, { words, driver }] of FILES.entries()) {
    const file = path.join(directory, `out-${index}`);
    const told = await ingot.json('image', 'export', 'guest', file, ...words);
    assert.equal(told['size'], (await stat(file)).size);
    const info = JSON.parse(await run('qemu-img', ['info', '-f', driver, '--output=json', file])) as Record<
      string,
      unknown
    >;
    assert.equal(info['virtual-size'], size);
    assert.match(await run('qemu-img', ['compare', '-f', 'raw', '-F', driver, guest, file]), /Images are identical/);
    await rm(file);
  }
  const left = (await readdir(directory)).filter((name) => name.includes('export'));
  assert.deepEqual(left, []);
});

test('what cannot be exported so is told before anything is made', async () => {
  const file = path.join(directory, 'other');
  const compressed = await ingot.outcome(['image', 'export', 'guest', file, '--format', 'vhdx', '--compress']);
  assert.deepEqual([compressed.status, /choose qcow2 or vmdk/.test(compressed.stderr)], [2, true]);
  const there = await ingot.outcome(['image', 'export', 'guest', guest]);
  assert.deepEqual([there.status, /exists/.test(there.stderr)], [5, true]);
});
