import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTextPairs } from './text-pairs.ts';

test('a dictionary as Python and JSON write it', () => {
  for (const [text, expected] of [
    ['{}', {}],
    [`{'Type': 'work'}`, { Type: 'work' }],
    [`{"a": "1", 'b':'2'}`, { a: '1', b: '2' }],
    [` { "owner's" : 'me' } `, { "owner's": 'me' }],
    [String.raw`{'it\'s': 'a \\ b'}`, { "it's": String.raw`a \ b` }],
    [`{'__proto__': 'x'}`, Object.fromEntries([['__proto__', 'x']])],
  ] as const) {
    assert.deepEqual(parseTextPairs(text), expected, text);
  }
});

test('anything else is refused', () => {
  for (const text of ['', 'a', '{', `{'a'}`, `{'a': 1}`, `{'a': 'b',}`, `{'a': 'b'} x`, `{'a': 'b' 'c': 'd'}`, `[]`]) {
    assert.throws(() => parseTextPairs(text), /has to be in the form/, text);
  }
});
