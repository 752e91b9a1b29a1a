import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import * as fc from 'fast-check';
import { decompressLznt1 } from './lznt1.ts';

/** The example of [MS-XCA] 3.3. */
const EXAMPLE = Buffer.from(
  `38b08846232000204720410010a24701a045204400084501507900c045200524138805b4024a44ef0358028c091601484500be009e000401189000`,
  'hex',
);
const TEXT =
  'F# F# G A A G F# E D D E F# F# E E F# F# G A A G F# E D D E F# E D D E E F# D E F# G F# D E F# G F# E D E A F# F# G A A G F# E D D E F# E D D\0';

const malformed = { name: 'DiskError', code: 'malformed' };

/** Compresses without looking for copies: literal bytes only, in chunks of at most 3,600. */
function literal(bytes: Buffer): Buffer {
  const groups: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += 8) groups.push(Buffer.of(0), bytes.subarray(at, at + 8));
  const body = Buffer.concat(groups);
  const header = Buffer.alloc(2);
  header.writeUInt16LE(0xb000 | (body.length - 1));
  return Buffer.concat([header, body]);
}

suite('LZNT1', () => {
  test('reads the example of its specification', () => {
    assert.equal(decompressLznt1(EXAMPLE, TEXT.length).toString('latin1'), TEXT);
  });

  test('fills up chunks that are short, and ends at the end', () => {
    const two = Buffer.concat([literal(Buffer.from('one')), literal(Buffer.from('two')), Buffer.alloc(2), EXAMPLE]);
    const expected = Buffer.alloc(3 * 4096);
    expected.write('one');
    expected.write('two', 4096);
    assert.deepEqual(decompressLznt1(two, expected.length), expected);
    assert.deepEqual(decompressLznt1(Buffer.alloc(0), 10), Buffer.alloc(10));
  });

  test('takes chunks as they are when they are not compressed', () => {
    const bytes = Buffer.alloc(4096, 'stored ');
    const header = Buffer.from([0xff, 0x3f]);
    assert.deepEqual(decompressLznt1(Buffer.concat([header, bytes]), 4096), bytes);
  });

  test('refuses a chunk that is cut, too long, or copies from before its beginning', () => {
    assert.throws(() => decompressLznt1(EXAMPLE.subarray(0, 40), TEXT.length), malformed);
    assert.throws(() => decompressLznt1(EXAMPLE, 100), malformed);
    assert.throws(() => decompressLznt1(Buffer.from([0x02, 0xb0, 1, 0, 0]), 4096), malformed);
  });

  test('whatever it is given, it ends with as many bytes as asked for, or a refusal', () => {
    const input = fc.uint8Array({ minLength: 1, maxLength: 300 }).map((bytes) => Buffer.from(bytes));
    const property = fc.property(fc.oneof(input, input.map(literal)), fc.nat(20_000), (bytes, length) => {
      try {
        assert.equal(decompressLznt1(bytes, length).length, length);
      } catch (error) {
        assert.ok(error instanceof Error && error.name === 'DiskError');
      }
    });
    fc.assert(property, { numRuns: 500 });
  });
});
