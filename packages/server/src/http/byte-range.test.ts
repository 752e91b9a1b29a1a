import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { hasCode } from '../kernel/errors.ts';
import { wantedRange } from './byte-range.ts';

const SIZE = 10;
const refused = (error: unknown): boolean => hasCode(error, 'range-unsatisfiable');

const SATISFIED: readonly [string, number, number][] = [
  ['bytes=0-0', 0, 1],
  ['bytes=2-4', 2, 3],
  ['bytes=5-', 5, 5],
  ['bytes=5-99', 5, 5],
  ['bytes=-3', 7, 3],
  ['bytes=-99', 0, 10],
  ['Bytes = 1 - 2', 1, 2],
];
for (const [range, offset, length] of SATISFIED) {
  test(`Range: ${range}`, () => {
    assert.deepEqual(wantedRange({ range }, SIZE), { offset, length });
  });
}

for (const range of [
  'bytes=10-',
  'bytes=10-12',
  'bytes=4-2',
  'bytes=-0',
  'bytes=-',
  'bytes=0-1,3-4',
  'lines=0-1',
  'x',
  '',
]) {
  test(`not satisfied: Range: ${range}`, () => {
    assert.throws(() => wantedRange({ range }, SIZE), refused);
  });
}

test('a long run of spaces is refused without trying how to part it', () => {
  const spaces = ' '.repeat(1_000_000);
  for (const range of [`bytes=${spaces}x`, `bytes=1${spaces}x`, `bytes=-${spaces}x`, `bytes=1-1${spaces}x`]) {
    assert.throws(() => wantedRange({ range }, SIZE), refused);
  }
});

test('nothing of an empty image can be had', () => {
  for (const range of ['bytes=0-', 'bytes=-1', 'bytes=0-0']) assert.throws(() => wantedRange({ range }, 0), refused);
});

test('without a header all is wanted', () => {
  assert.equal(wantedRange({}, SIZE), null);
});

test('the range may stand in Content-Range, but Range goes first', () => {
  assert.deepEqual(wantedRange({ 'content-range': 'bytes 2-4/*' }, SIZE), { offset: 2, length: 3 });
  assert.deepEqual(wantedRange({ 'content-range': 'bytes 2-4/10', range: 'bytes=0-0' }, SIZE), {
    offset: 0,
    length: 1,
  });
  for (const wrong of ['bytes 2-10/*', 'bytes 10-11/*', 'bytes 4-2/*', 'bytes=2-4', 'bytes 2-/10']) {
    assert.throws(() => wantedRange({ 'content-range': wrong }, SIZE), refused);
  }
});

test('law: a satisfied range is not empty and lies within the image', () => {
  const bound = fc.option(fc.nat(30), { nil: '' });
  fc.assert(
    fc.property(bound, bound, fc.nat(20), (first, last, size) => {
      try {
        const range = wantedRange({ range: `bytes=${first}-${last}` }, size);
        assert.ok(range && range.length > 0 && range.offset >= 0 && range.offset + range.length <= size);
      } catch (error) {
        if (!refused(error)) throw error;
      }
    }),
  );
});
