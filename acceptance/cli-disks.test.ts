import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { ingotOf, type Ingot } from './ingot.ts';
import { pseudoRandom } from './pseudo-random.ts';
import { startService, type Service } from './service.ts';

/** Disks with the command line: from an image to a volume, a snapshot, and another volume. */
let directory: string;
let service: Service;
let ingot: Ingot;

before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ingot-cli-disks-'));
  service = await startService({ data: path.join(directory, 'data') });
  ingot = ingotOf(directory, service.administrator);
  const file = path.join(directory, 'base.raw');
  await writeFile(file, [...pseudoRandom('base', 2 ** 20)]);
  await ingot('image', 'create', 'base', '--file', file);
});
after(async () => {
  await service.stop();
  await rm(directory, { recursive: true });
});

test('a volume is made of an image, extended, and kept in a snapshot of which another is made', async () => {
  const wait = '--wait';
  const made = await ingot.json('volume', 'create', 'disk', '--image', 'base', '--size', '1GiB', wait);
  assert.deepEqual([made['status'], made['size'], made['bootable']], ['available', 1, 'true']);
  assert.equal((await ingot.json('volume', 'extend', 'disk', '2GiB', wait))['size'], 2);
  const taken = await ingot.json('snapshot', 'create', 'disk', 'before', wait);
  assert.deepEqual([taken['status'], taken['volume_id']], ['available', made['id']]);
  const kept = await ingot.json('image', 'create', 'kept', '--snapshot', 'before', '--tag', 'nightly');
  assert.deepEqual([kept['status'], kept['size'], kept['tags']], ['active', 2 * 2 ** 30, ['nightly']]);
  const copy = await ingot.json('volume', 'create', 'copy', '--snapshot', 'before', wait);
  assert.deepEqual([copy['status'], copy['size'], copy['snapshot_id']], ['available', 2, taken['id']]);
  assert.match(await ingot('volume', 'list'), /^\S+ +copy +available +2\.00 GiB /m);
  const set = await ingot.json('volume', 'set', 'copy', '--name', 'second', '--property', 'k=v', '--bootable', 'no');
  assert.deepEqual([set['name'], set['bootable']], ['second', 'false']);
  assert.equal((set['metadata'] as Record<string, string>)['k'], 'v');
  await ingot('volume', 'delete', 'second', wait);
  const refused = await ingot.outcome(['volume', 'delete', 'disk']);
  assert.notEqual(refused.status, 0, 'its snapshot stands on it');
  await ingot('volume', 'delete', 'disk', '--cascade', wait);
  assert.deepEqual(await ingot.json('volume', 'list'), []);
});

test('what makes no sense is told before anything is made', async () => {
  const whole = await ingot.outcome(['volume', 'create', 'odd', '--size', '1500MiB']);
  assert.deepEqual([whole.status, /whole GiB/.test(whole.stderr)], [2, true]);
  const two = await ingot.outcome(['volume', 'create', 'two', '--image', 'base', '--volume', 'other']);
  assert.deepEqual(
    [two.status, two.stderr],
    [2, 'The options --image and --volume exclude each other.\nSee: ingot volume create --help\n'],
  );
  assert.equal((await ingot.outcome(['volume', 'show', 'nothing'])).status, 3);
});
