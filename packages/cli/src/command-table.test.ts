import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COMMANDS, COMMAND_NAMES } from './command-table.ts';
import { GLOBAL_OPTIONS } from './command/globals.ts';

test('no command has an option of the name of one that all have', async () => {
  for (const name of COMMAND_NAMES) {
    const { options } = await COMMANDS[name].load();
    const shared = Object.keys(options).filter((option) => Object.hasOwn(GLOBAL_OPTIONS, option));
    assert.deepEqual(shared, [], name);
  }
});

test('optional arguments come last', async () => {
  for (const name of COMMAND_NAMES) {
    const { arguments: words } = await COMMANDS[name].load();
    const first = words.findIndex(({ optional }) => optional);
    assert.ok(first === -1 || words.slice(first).every(({ optional }) => optional), name);
  }
});
