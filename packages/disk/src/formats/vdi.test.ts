import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { MiB } from '../bytes/units.ts';
import { vdiImage } from '../testing/index.ts';
import type { VdiOptions } from '../testing/index.ts';
import { inspectionOf, reasonOf } from '../testing/verdicts.ts';
import type { RefusalReason } from './refusal.ts';

suite('VDI', () => {
  test('accepts dynamic and static disks', async () => {
    const dynamic = await inspectionOf(
      vdiImage({ virtualSize: 3 * MiB, blockMap: [0, 0xfffffffe, 0xffffffff] }),
      'vdi',
    );
    assert.deepEqual([dynamic.variant, dynamic.virtualSize], ['dynamic', 3 * MiB]);
    assert.equal((await inspectionOf(vdiImage({ type: 2 }), 'vdi')).variant, 'static');
  });

  test('accepts a last block that ends where the disk does', async () => {
    const image = vdiImage({ virtualSize: MiB / 2 });
    assert.equal(await reasonOf(image.subarray(0, -MiB / 2), 'vdi'), null);
    assert.equal(await reasonOf(image.subarray(0, -MiB / 2 - 1), 'vdi'), 'truncated');
  });

  const refused: readonly [name: string, options: VdiOptions, reason: RefusalReason][] = [
    ['another version', { version: 0x00020000 }, 'unsupported-variant'],
    ['a differencing disk', { type: 4 }, 'backing-file'],
    ['an undo disk', { type: 3 }, 'unsupported-variant'],
    ['a parent', { parent: true }, 'backing-file'],
    ['another block size', { blockSize: 2 * MiB }, 'unsupported-variant'],
    ['a block map too small for the disk', { blocks: 0 }, 'malformed'],
    ['a block map beyond the file', { blocks: 0xffffffff }, 'truncated'],
    ['a block beyond the file', { blockMap: [1] }, 'truncated'],
    ['an impossible size', { virtualSize: 2 ** 53 - 1, blocks: 1 }, 'malformed'],
  ];
  for (const [name, options, reason] of refused) {
    test(`refuses ${name}`, async () => assert.equal(await reasonOf(vdiImage(options), 'vdi'), reason));
  }
});
