import assert from 'node:assert/strict';
import { test } from 'node:test';
import { translator } from '../messages/translate.ts';
import { complete } from './complete.ts';

/** The words that could stand at the end of a line; there are two contexts. */
async function candidates(line: string): Promise<string[]> {
  const names = (kind: string): Promise<string[]> => Promise.resolve(kind === 'context' ? ['home', 'work'] : []);
  const found = await complete(line.split(' '), names, await translator('en'));
  return found.map(({ word }) => word);
}

test('options of every command are completed before its name, too', async () => {
  assert.deepEqual(await candidates('--lang '), ['en', 'ru']);
  assert.deepEqual(await candidates('--context w'), ['work']);
  assert.deepEqual(await candidates('--js'), ['--json']);
  assert.deepEqual(await candidates('--context work image sho'), ['show']);
  assert.deepEqual(await candidates('image --q'), ['--quiet']);
});

test('options of a command and their values are completed behind its name', async () => {
  assert.deepEqual(await candidates('image export --fo'), ['--format', '--force']);
  assert.deepEqual(await candidates('image export --format vh'), ['vhd', 'vhd-fixed', 'vhdx']);
  assert.deepEqual(await candidates('image list --context '), ['home', 'work']);
  assert.deepEqual(await candidates('nonsense '), []);
});

test('names that a shell would take for several words are not offered', async () => {
  const names = ['one', 'two words', 'evil\n--force', '\u001b[2J'];
  const offered = await complete(['image', 'show', ''], async () => names, await translator('en'));
  assert.deepEqual(
    offered.map(({ word }) => word),
    ['one', 'two words'],
  );
});
