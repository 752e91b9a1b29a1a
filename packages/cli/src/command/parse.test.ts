import assert from 'node:assert/strict';
import { test } from 'node:test';
import { translator } from '../messages/translate.ts';
import { CommandError } from './failure.ts';
import { parseCommand } from './parse.ts';

const COMMAND = {
  arguments: [
    { name: 'image', help: 'argument.image' },
    { name: 'file', optional: true, help: 'argument.image' },
  ],
  options: {
    force: { kind: 'flag', help: 'option.force' },
    name: { kind: 'text', value: 'NAME', help: 'option.help' },
    tag: { kind: 'texts', value: 'TAG', help: 'option.help' },
    property: { kind: 'pairs', value: 'KEY=VALUE', help: 'option.help' },
    format: { kind: 'choice', choices: ['raw', 'qcow2'], help: 'option.help' },
    count: { kind: 'integer', value: 'N', help: 'option.help' },
    size: { kind: 'size', value: 'SIZE', help: 'option.help' },
  },
} as const;

test('words become typed values, wherever the options stand', () => {
  const line = '--tag a win10 --property k=v=w --size 1.5GiB --count=3 f.raw --tag b --format raw --property e=';
  assert.deepEqual(parseCommand(COMMAND, line.split(' ')), {
    arguments: { image: 'win10', file: 'f.raw' },
    options: {
      force: false,
      name: undefined,
      tag: ['a', 'b'],
      property: { k: 'v=w', e: '' },
      format: 'raw',
      count: 3,
      size: 1.5 * 2 ** 30,
    },
  });
});

test('what follows -- is no option', () => {
  assert.deepEqual(parseCommand(COMMAND, ['--force', '--', '--image']).arguments, {
    image: '--image',
    file: undefined,
  });
});

const WRONG: readonly [line: string, sentence: string][] = [
  ['', 'The argument image is missing.'],
  ['a b c', 'The word "c" is one too many.'],
  ['a --forse', 'There is no option --forse here.'],
  ['a -f', 'There is no option -f here.'],
  ['a --constructor x', 'There is no option --constructor here.'],
  ['a --force=yes', 'The option --force takes no value.'],
  ['a --name', 'The option --name needs a value.'],
  ['a --name x --name y', 'The option --name can be given once only.'],
  ['a --format vdi', 'The option --format is "vdi", but has to be one of: raw, qcow2.'],
  ['a --count many', 'The option --count is "many", but has to be a whole number.'],
  ['a --size 3potatoes', 'The option --size is "3potatoes", but has to be a size such as 10GiB or 4096.'],
  ['a --property =v', 'The option --property is "=v", but has to have the form KEY=VALUE.'],
];

for (const [line, sentence] of WRONG) {
  test(`"${line}" is refused: ${sentence}`, async () => {
    const t = await translator('en');
    assert.throws(
      () => parseCommand(COMMAND, line.split(' ').filter(Boolean)),
      (error) => error instanceof CommandError && error.status === 2 && t(error.told) === sentence,
    );
  });
}

test('a word that was mistyped brings the word that was meant', async () => {
  const t = await translator('en');
  assert.throws(
    () => parseCommand(COMMAND, ['a', '--frce']),
    (error) => error instanceof CommandError && error.hint !== null && t(error.hint) === 'Did you mean: --force?',
  );
});
