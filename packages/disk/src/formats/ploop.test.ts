import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { MiB } from '../bytes/units.ts';
import { ploopImage } from '../testing/index.ts';
import type { PloopOptions } from '../testing/index.ts';
import { inspectionOf, reasonOf } from '../testing/verdicts.ts';
import type { RefusalReason } from './refusal.ts';

suite('ploop', () => {
  test('accepts both generations', async () => {
    for (const magic of ['WithouFreSpacExt', 'WithoutFreeSpace'] as const) {
      assert.equal((await inspectionOf(ploopImage({ magic }), 'ploop')).virtualSize, MiB);
    }
  });

  const refused: readonly [name: string, options: PloopOptions, reason: RefusalReason][] = [
    ['another version', { version: 3 }, 'unsupported-variant'],
    ['an image in use', { inUse: true }, 'unclean'],
    ['a table too small for the disk', { entries: 0 }, 'malformed'],
    ['a table beyond the file', { entries: 0xffffffff }, 'truncated'],
    ['a cluster beyond the file', { table: [2] }, 'truncated'],
  ];
  for (const [name, options, reason] of refused) {
    test(`refuses ${name}`, async () => assert.equal(await reasonOf(ploopImage(options), 'ploop'), reason));
  }

  test('refuses clusters larger than any', async () => {
    const image = ploopImage();
    image.writeUInt32LE(2 ** 31, 28);
    assert.equal(await reasonOf(image, 'ploop'), 'malformed');
  });

  test('refuses flags and extensions that we do not know', async () => {
    for (const at of [52, 56]) {
      const image = ploopImage();
      image.writeUInt8(4, at);
      assert.equal(await reasonOf(image, 'ploop'), 'unknown-feature');
    }
  });
});
