import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { KiB, MiB } from '../bytes/units.ts';
import {
  bannedImage,
  isoImage,
  luksImage,
  ploopImage,
  qcow2Image,
  udfImage,
  vdiImage,
  vhdImage,
  vhdxImage,
  vmdkImage,
  writeGpt,
  writeMbr,
} from '../testing/index.ts';
import { inspectionOf, reasonOf, sentenceOf } from '../testing/verdicts.ts';
import type { DeclaredFormat } from './disk-format.ts';

const PLAIN: readonly DeclaredFormat[] = ['raw', 'ami', 'ari', 'aki'];
const SOUND: Readonly<Record<Exclude<DeclaredFormat, 'ami' | 'ari' | 'aki'>, Buffer>> = {
  raw: Buffer.alloc(MiB, 0x5a),
  qcow2: qcow2Image(),
  vhd: vhdImage(),
  vhdx: vhdxImage(),
  vmdk: vmdkImage(),
  vdi: vdiImage(),
  iso: isoImage(),
  ploop: ploopImage(),
};

suite('declared and detected format', () => {
  for (const [actual, image] of Object.entries(SOUND)) {
    for (const declared of [...Object.keys(SOUND), ...PLAIN] as DeclaredFormat[]) {
      const fits = declared === actual || (actual === 'raw' && PLAIN.includes(declared));
      test(`${actual} declared as ${declared} is ${fits ? 'accepted' : 'refused'}`, async () => {
        assert.equal(await reasonOf(image, declared), fits ? null : 'format-mismatch');
      });
    }
  }

  test('says what was found and both ways out', async () => {
    assert.equal(
      await sentenceOf(SOUND.qcow2, 'raw'),
      'The image is declared as raw, but its content is qcow2. Either declare disk_format=qcow2, or convert it: `qemu-img convert -f qcow2 -O raw SOURCE TARGET`.',
    );
    assert.match(await sentenceOf(SOUND.raw, 'vhd'), /disk_format=raw, .* -f raw -O vpc/);
    assert.match(await sentenceOf(SOUND.iso, 'raw'), /Declare disk_format=iso\./);
    assert.match(await sentenceOf(SOUND.qcow2, 'iso'), /Declare disk_format=qcow2:/);
    assert.match(await sentenceOf(luksImage(), 'iso'), /Declare disk_format=raw:/);
    assert.match(await sentenceOf(bannedImage('cow'), 'raw'), /with a tool that reads it/);
    assert.match(await sentenceOf(bannedImage('bochs'), 'raw'), /-f bochs -O qcow2/);
  });

  test('accepts any number of plain bytes as raw', async () => {
    for (const size of [0, 1, 511, 512, 513, 40 * KiB, MiB]) {
      const { virtualSize, format } = await inspectionOf(Buffer.alloc(size), 'raw');
      assert.deepEqual([virtualSize, format], [size, 'raw']);
      if (size < MiB) assert.notEqual(await reasonOf(Buffer.alloc(size), 'qcow2'), null);
    }
  });

  test('refuses formats that only QEMU would guess, under every name', async () => {
    for (const format of ['qed', 'qcow', 'cow', 'bochs', 'cloop', 'dmg'] as const) {
      for (const declared of ['raw', 'qcow2', 'iso'] as const) {
        assert.equal(await reasonOf(bannedImage(format), declared), 'banned-format', `${format} as ${declared}`);
      }
    }
  });

  test('refuses bytes that are two formats at once, under either name', async () => {
    const polyglot = qcow2Image();
    isoImage().copy(polyglot, 32 * KiB, 32 * KiB, 36 * KiB);
    for (const declared of ['qcow2', 'iso', 'raw'] as const) {
      assert.equal(await reasonOf(polyglot, declared), 'ambiguous');
    }
    assert.match(await sentenceOf(polyglot, 'iso'), /as qcow2 and iso at the same time/);
    const disguised = vhdImage({ kind: 'fixed', content: qcow2Image({ backingFile: '/etc/passwd' }) });
    assert.equal(await reasonOf(disguised, 'vhd'), 'ambiguous');
  });

  test('takes LUKS for raw, reports it, and knows its versions', async () => {
    for (const version of [1, 2]) {
      const { encrypted, variant, virtualSize } = await inspectionOf(luksImage({ version }), 'raw');
      assert.deepEqual([encrypted, variant, virtualSize], ['luks', String(version), 128 * KiB]);
    }
    assert.equal(await reasonOf(luksImage({ version: 3 }), 'raw'), 'unknown-feature');
    assert.equal(await reasonOf(luksImage({ payload: 4096 }), 'raw'), 'truncated');
    assert.equal(await reasonOf(luksImage({ version: 2, payload: 5 }), 'raw'), 'malformed');
    assert.equal(await reasonOf(luksImage({ version: 2, payload: MiB }), 'raw'), 'truncated');
    assert.equal(await reasonOf(luksImage(), 'qcow2'), 'format-mismatch');
  });

  test('takes a hybrid disc for ISO or raw, any other disc for ISO only', async () => {
    const hybrid = writeMbr(isoImage());
    for (const declared of ['iso', 'raw'] as const) {
      const { format, variant, partitionTable } = await inspectionOf(hybrid, declared);
      assert.deepEqual([format, variant, partitionTable], ['iso', 'hybrid', 'mbr']);
    }
    assert.equal((await inspectionOf(writeGpt(isoImage()), 'iso')).partitionTable, 'gpt');
    assert.equal((await inspectionOf(udfImage(), 'iso')).format, 'iso');
  });

  test('finds a disc that was cut, and forgives cut padding', async () => {
    assert.equal(await reasonOf(isoImage({ sectors: 32, claimed: 182 }), 'iso'), null);
    assert.equal(await reasonOf(isoImage({ sectors: 32, claimed: 183 }), 'iso'), 'truncated');
    const odd = isoImage();
    odd.writeUInt16LE(3000, 16 * 2048 + 128);
    assert.equal(await reasonOf(odd, 'iso'), 'malformed');
  });

  test('any image may end anywhere: always a verdict, and never a yes to part of a header', async () => {
    for (const [declared, image] of Object.entries(SOUND) as [DeclaredFormat, Buffer][]) {
      if (declared === 'raw') continue;
      for (let length = 0; length < 640; length += 7) {
        const reason = await reasonOf(image.subarray(0, length), declared);
        assert.match(reason ?? 'accepted', /truncated|format-mismatch/, `${declared}, ${length} bytes`);
      }
    }
  });
});
