import assert from 'node:assert/strict';
import { test } from 'node:test';
import { translator } from '../messages/translate.ts';
import { list, record, text as textOf, type Column, type Output } from './output.ts';
import { print } from './print.ts';

interface Row {
  readonly id: number;
  readonly name: string;
}

const COLUMNS: readonly Column<Row>[] = [
  { label: 'column.id', of: ({ id }) => id },
  { label: 'column.name', of: ({ name }) => name, shrinks: true },
  { label: 'column.size', of: ({ id }) => ({ bytes: id * 1024 }) },
];

/** What is printed on paper of a width. */
async function printed(output: Output, { json = false, width = Infinity } = {}): Promise<string> {
  let paper = '';
  const write = async (text: string): Promise<void> => void (paper += text);
  await print(output, json, { write, width, colors: false }, await translator('en'));
  return paper;
}

const ROWS: readonly Row[] = [
  { id: 1, name: 'a' },
  { id: 12, name: 'a rather long name' },
];

test('columns are as wide as what is in them, numbers to the right', async () => {
  assert.equal(
    await printed(list(ROWS, COLUMNS)),
    [
      'ID  NAME                    SIZE',
      ' 1  a                   1.00 KiB',
      '12  a rather long name  12.0 KiB',
      '',
    ].join('\n'),
  );
});

test('a table fits the terminal', async () => {
  assert.equal(
    await printed(list(ROWS, COLUMNS), { width: 24 }),
    ['ID  NAME            SIZE', ' 1  a           1.00 KiB', '12  a rather …  12.0 KiB', ''].join('\n'),
  );
});

test('rows that cannot fit on a line take two, and use them', async () => {
  const name = 'a name of thirty-four letters or so';
  const [, line] = (await printed(list([{ id: 1, name }], COLUMNS), { width: 16 })).split('\n');
  assert.equal(line, ' 1  a name of thirty-…  1.00 KiB');
  const [, whole] = (await printed(list([{ id: 1, name }], COLUMNS), { width: 22 })).split('\n');
  assert.equal(whole, ' 1  a name …  1.00 KiB');
});

test('a list without entries is a heading, or an empty array', async () => {
  assert.equal(await printed(list([], COLUMNS)), 'ID  NAME  SIZE\n');
  assert.equal(await printed(list([], COLUMNS), { json: true }), '[]\n');
});

test('JSON of a list is one array, and is written while it comes', async () => {
  let taken = 0;
  const many = (async function* () {
    for (; taken < 1000; taken += 1) yield { id: taken, name: 'n' };
  })();
  let first: number | null = null;
  let paper = '';
  const write = async (text: string): Promise<void> => {
    first ??= taken;
    paper += text;
  };
  await print(list(many, COLUMNS), true, { write, width: 80, colors: false }, await translator('en'));
  assert.equal((JSON.parse(paper) as Row[]).length, 1000);
  assert.ok(first !== null && first < 2, 'nothing is held back');
});

test('a table longer than the sample goes on with the same columns', async () => {
  const many = Array.from({ length: 500 }, (_, id) => ({ id, name: 'n' }));
  const lines = (await printed(list(many, COLUMNS))).trimEnd().split('\n');
  assert.equal(lines.length, 501);
  assert.equal(new Set(lines.slice(1).map((line) => line.length)).size, 1);
});

test('what others have named cannot write to the terminal', async () => {
  const name = '\u001b]0;title\u0007\u202eevil\nnext';
  const shown = await printed(record({ id: 1, name }, COLUMNS));
  assert.ok(shown.includes(String.raw`\u{1b}]0;title\u{7}\u{202e}evil\u{a}next`), shown);
});

test('nor as JSON, which means the same, nor as lines on a terminal', async () => {
  const name = 'a\u009b31m\u007f\u202ee\nnext';
  const shown = await printed(list([{ id: 1, name }], COLUMNS), { json: true });
  assert.doesNotMatch(shown, /[\u007f-\u009f\u202e]/);
  assert.deepEqual(JSON.parse(shown), [{ id: 1, name }]);
  const lines = textOf('a:\t\u001b]0;title\u0007b\r\n');
  assert.equal(await printed(lines, { width: 80 }), 'a:\t]0;titleb\n');
  assert.equal(await printed(lines), 'a:\t\u001b]0;title\u0007b\r\n');
});

test('wide letters count twice', async () => {
  const rows = [
    { id: 1, name: '日本' },
    { id: 2, name: 'abcd' },
  ];
  const [, wide = '', narrow = ''] = (await printed(list(rows, COLUMNS))).split('\n');
  assert.equal(wide.length + 2, narrow.length);
});
