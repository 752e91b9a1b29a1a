import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { MiB } from '../bytes/units.ts';
import {
  isoImage,
  luksImage,
  ploopImage,
  qcow2Image,
  vdiImage,
  vhdImage,
  vhdxImage,
  vmdkImage,
  vmdkStreamImage,
  writeGpt,
} from '../testing/index.ts';
import { qemuImg, withTemporaryDirectory } from '../testing/qemu-img.ts';
import type { FuzzReport } from '../testing/fuzz.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 10_000);
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_240_702);
/** Some 48 MiB, more beside other programs; whoever held images would need hundreds. */
const MAX_GROWTH = 96 * MiB;
const MAX_MS = 1000;
const run = promisify(execFile);

/** Images as other programs write them, small; the first part of the name is the declared format. */
const REAL: readonly (readonly string[])[] = [
  ['qcow2.real', '-f', 'qcow2'],
  ['qcow2.small', '-f', 'qcow2', '-o', 'cluster_size=512'],
  ['qcow2.subclusters', '-f', 'qcow2', '-o', 'extended_l2=on'],
  ['vhd.dynamic', '-f', 'vpc'],
  ['vhd.fixed', '-f', 'vpc', '-o', 'subformat=fixed'],
  ['vhdx.real', '-f', 'vhdx', '-o', 'block_size=1M,log_size=1M'],
  ['vmdk.real', '-f', 'vmdk'],
  ['vmdk.stream', '-f', 'vmdk', '-o', 'subformat=streamOptimized'],
  ['vdi.real', '-f', 'vdi'],
  ['ploop.real', '-f', 'parallels'],
];

const RECIPES: Readonly<Record<string, Buffer>> = {
  'qcow2.recipe': qcow2Image(),
  'qcow2.v2': qcow2Image({ version: 2, clusterBits: 9 }),
  'qcow2.snapshots': qcow2Image({ snapshots: 2 }),
  'vhd.recipe': vhdImage(),
  'vhdx.recipe': vhdxImage(),
  'vmdk.recipe': vmdkImage(),
  'vmdk.vmware': vmdkStreamImage(),
  'vdi.recipe': vdiImage(),
  'ploop.recipe': ploopImage(),
  'iso.recipe': isoImage(),
  'raw.luks': luksImage(),
  'raw.luks2': luksImage({ version: 2 }),
  'raw.gpt': writeGpt(Buffer.alloc(2 * MiB)),
};

suite('broken images', () => {
  test(`${RUNS} of them: always a verdict, quickly, in little memory`, (context) =>
    withTemporaryDirectory(async (directory) => {
      const bases = join(directory, 'bases');
      await mkdir(bases);
      const disk = join(directory, 'disk');
      await writeFile(disk, writeGpt(Buffer.alloc(2 * MiB, 0x5a).fill(0, 0, 4096)));
      for (const [name = '', , driver = '', ...options] of REAL) {
        await qemuImg('convert', '-f', 'raw', '-O', driver, ...options, disk, join(bases, name));
      }
      for (const [name, image] of Object.entries(RECIPES)) await writeFile(join(bases, name), image);

      const script = fileURLToPath(new URL('../testing/fuzz.ts', import.meta.url));
      const args = ['--max-old-space-size=64', script, String(SEED), String(RUNS), bases];
      const report: FuzzReport = JSON.parse((await run(process.execPath, args)).stdout);

      context.diagnostic(JSON.stringify(report));
      assert.ok(report.slowestMs < MAX_MS, `the slowest took ${report.slowestMs} ms`);
      assert.ok(report.residentGrowth <= MAX_GROWTH, `grew by ${report.residentGrowth} bytes`);
      const refusals = Object.values(report.refused).reduce((sum, count) => sum + count, 0);
      assert.equal(report.accepted + refusals, Math.ceil(RUNS / 10) + RUNS);
      // A fuzzer that is refused at the door, or never, tests nothing.
      assert.ok(report.mapped > RUNS / 100, JSON.stringify(report));
      assert.ok(report.accepted > RUNS / 100 && Object.keys(report.refused).length >= 8, JSON.stringify(report));
    }));
});
