import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CommandError } from './failure.ts';
import { findCommand } from './find-command.ts';

const NAMES = ['login', 'image list', 'image show', 'image where-used'] as const;

const find = (line: string) => findCommand(line.split(' ').filter(Boolean), NAMES);

test('the words of the name are found, and the rest is left', () => {
  assert.deepEqual(find('image show win10 --json'), {
    name: 'image show',
    path: ['image', 'show'],
    rest: ['win10', '--json'],
  });
  assert.deepEqual(find('login login'), { name: 'login', path: ['login'], rest: ['login'] });
});

test('global options may stand before the name, with their values', () => {
  assert.deepEqual(find('--json --context image --lang=ru image list').rest, [
    '--json',
    '--context',
    'image',
    '--lang=ru',
  ]);
});

test('a group is not a command', () => {
  assert.deepEqual(find('image --help'), { name: null, path: ['image'], rest: ['--help'] });
  assert.deepEqual(find(''), { name: null, path: [], rest: [] });
});

test('a word that begins no command is refused, with the one that was meant', () => {
  for (const [line, name, word] of [
    ['imgae list', 'imgae', 'image'],
    ['image lst', 'image lst', 'image list'],
  ]) {
    assert.throws(
      () => find(line ?? ''),
      (error) => {
        assert.ok(error instanceof CommandError);
        assert.deepEqual([error.status, error.told.values, error.hint?.values], [2, { name }, { word }]);
        return true;
      },
    );
  }
});
