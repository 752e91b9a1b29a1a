import assert from 'node:assert/strict';
import { it } from 'node:test';
import { shown } from './shown.ts';

it('shows names of any script and makes what hides visible', () => {
  for (const [name, expected] of [
    [Buffer.from('/home/Пароли.txt'), '/home/Пароли.txt'],
    [Buffer.from('/a\n\u001b[2J'), '/a\\u{a}\\u{1b}[2J'],
    [Buffer.from('/evil\u202etxt.exe'), '/evil\\u{202e}txt.exe'],
    [Buffer.from([0x2f, 0xff, 0x61, 0x0a]), '/\\xffa\\x0a'],
    ['\ud800', '\\u{d800}'],
    ['x'.repeat(600), `${'x'.repeat(512)}…`],
  ] as const) {
    assert.equal(shown(name), expected);
  }
});
