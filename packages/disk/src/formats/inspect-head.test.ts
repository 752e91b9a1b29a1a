import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import * as fc from 'fast-check';
import { KiB, MiB } from '../bytes/units.ts';
import {
  bufferSource,
  isoImage,
  luksImage,
  ploopImage,
  qcow2Image,
  udfImage,
  vdiImage,
  vhdImage,
  vhdxImage,
  vmdkImage,
  vmdkStreamImage,
  writeGpt,
  writeMbr,
} from '../testing/index.ts';
import { CONTENT_OF } from './disk-format.ts';
import type { DeclaredFormat } from './disk-format.ts';
import { HEAD_BYTES, inspectHead, inspectImage } from './inspect.ts';

const DECLARED = Object.keys(CONTENT_OF) as DeclaredFormat[];
const IMAGES: readonly Buffer[] = [
  Buffer.alloc(0),
  Buffer.alloc(3 * MiB),
  writeGpt(Buffer.alloc(MiB)),
  writeGpt(Buffer.alloc(2 * MiB), 4095),
  qcow2Image(),
  qcow2Image({ clusterBits: 21 }),
  qcow2Image({ backingFile: 'x' }),
  vhdImage(),
  vhdImage({ kind: 'fixed' }),
  vhdImage({ kind: 'fixed', content: isoImage() }),
  vhdxImage(),
  vmdkImage(),
  vmdkStreamImage(),
  vdiImage(),
  ploopImage(),
  isoImage(),
  writeMbr(isoImage()),
  udfImage(),
  luksImage(),
];

suite('the first bytes of an upload', () => {
  test('never say no where the whole image says yes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...IMAGES),
        fc.constantFrom(...DECLARED),
        fc.nat(2 ** 32 - 1),
        fc.boolean(),
        fc.array(fc.record({ at: fc.nat(2 ** 32 - 1), near: fc.boolean(), byte: fc.nat(255) }), { maxLength: 3 }),
        async (base, declared, cut, announced, edits) => {
          const image = Buffer.from(base);
          for (const { at, near, byte } of edits) {
            if (image.length > 0) image.writeUInt8(byte, at % (near ? Math.min(512, image.length) : image.length));
          }
          const head = image.subarray(0, cut % Math.min(image.length + 1, HEAD_BYTES));
          if ((await inspectHead(head, announced ? image.length : null, declared)) === null) return;
          const verdict = await inspectImage(bufferSource(image), declared);
          assert.ok(!verdict.ok);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('are the verdict, when they are all there is', async () => {
    for (const image of IMAGES) {
      for (const declared of DECLARED) {
        const verdict = await inspectImage(bufferSource(image), declared);
        assert.deepEqual(await inspectHead(image, image.length, declared), verdict.ok ? null : verdict.refusal);
      }
    }
  });

  test('refuse what is plainly something else, before the size is known', async () => {
    const reasonFor = async (image: Buffer, declared: DeclaredFormat): Promise<string | undefined> =>
      (await inspectHead(image.subarray(0, HEAD_BYTES), null, declared))?.reason;
    assert.equal(await reasonFor(qcow2Image({ backingFile: 'x' }), 'qcow2'), 'backing-file');
    assert.equal(await reasonFor(qcow2Image(), 'raw'), 'format-mismatch');
    assert.equal(await reasonFor(Buffer.alloc(2 * MiB), 'qcow2'), 'format-mismatch');
    assert.equal(await reasonFor(isoImage({ sectors: 512 }), 'vmdk'), 'format-mismatch');
    // It may still be a fixed VHD: no advice to declare it raw.
    const unknown = await inspectHead(Buffer.alloc(HEAD_BYTES), null, 'qcow2');
    assert.match(unknown?.sentence ?? '', /does not begin like one/);
  });

  test('leave open what only the last bytes can tell', async () => {
    const head = vhdImage({ kind: 'fixed', virtualSize: 3 * MiB }).subarray(0, HEAD_BYTES);
    assert.equal(await inspectHead(head, null, 'vhd'), null);
    assert.equal(await inspectHead(head, null, 'raw'), null);
    assert.equal(await inspectHead(Buffer.alloc(4 * KiB), null, 'iso'), null);
    assert.equal(await inspectHead(Buffer.alloc(0), null, 'qcow2'), null);
  });

  test('refuse sizes that can not be right, once the size is announced', async () => {
    const image = qcow2Image();
    const head = image.subarray(0, 64 * KiB);
    assert.equal((await inspectHead(head, 128 * KiB, 'qcow2'))?.reason, 'truncated');
    assert.equal(await inspectHead(head, image.length, 'qcow2'), null);
  });
});
