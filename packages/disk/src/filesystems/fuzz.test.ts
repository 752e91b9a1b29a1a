import assert from 'node:assert/strict';
import { copyFile, link, mkdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { MiB, SECTOR } from '../bytes/units.ts';
import type { FuzzReport } from '../testing/fuzz-file-systems.ts';
import { program } from '../testing/program.ts';
import { withTemporaryDirectory } from '../testing/qemu-img.ts';
import { makeNtfs } from '../testing/recipes/ntfs.ts';
import { makeXfs } from '../testing/recipes/xfs.ts';

const RUNS = Number(process.env['FUZZ_FILE_SYSTEMS'] ?? 400);
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_240_702);
const MAX_GROWTH = 128 * MiB;
const MAX_MS = 3000;

/** File systems of little but metadata, of every kind; sizes in MiB. */
const BASES: Readonly<Record<string, (image: string, folder: string) => Promise<unknown>>> = {
  ext4: (image, folder) => ext(image, folder, '-t', 'ext4', '-N', '256'),
  'ext4.small-blocks': (image, folder) =>
    ext(image, folder, '-t', 'ext4', '-b', '1024', '-N', '256', '-O', '^has_journal'),
  'ext4.inline': (image, folder) => ext(image, folder, '-t', 'ext4', '-I', '512', '-N', '256', '-O', 'inline_data'),
  ext2: (image, folder) => ext(image, folder, '-t', 'ext2', '-b', '1024', '-N', '256'),
  fat16: (image, folder) => fat(image, folder, 8, '-F', '16', '-s', '1'),
  fat32: (image, folder) => fat(image, folder, 40, '-F', '32', '-s', '1'),
  ntfs: (image, folder) => makeNtfs(image, folder, { size: 16 * MiB }),
  'xfs.version-4': (image, folder) => makeXfs(image, folder, ['-m', 'crc=0']),
  xfs: (image, folder) => makeXfs(image, folder),
  gpt: async (image, folder) => {
    await ext(image, folder, '-t', 'ext4', '-N', '256', '-E', `offset=${MiB}`, '-O', '^has_journal');
    await truncate(image, 16 * MiB);
    await program(['sfdisk', '-q', image], { input: 'label: gpt\nstart=2048, size=16384\ntype=U\n' });
  },
  mbr: async (image, folder) => {
    const script = 'label: dos\nstart=2048, size=81920, type=c\ntype=5\nsize=2048\nsize=2048\n';
    await fat(image, folder, 40, '-F', '32', '-s', '1');
    const content = await readFile(image);
    const disk = Buffer.alloc(64 * MiB);
    content.copy(disk, 2048 * SECTOR);
    await writeFile(image, disk);
    await program(['sfdisk', '-q', image], { input: script });
  },
};

async function ext(image: string, folder: string, ...options: readonly string[]): Promise<void> {
  await program(['mke2fs', '-q', '-F', ...options, '-d', folder, image, '8M']);
}

async function fat(image: string, folder: string, mib: number, ...options: readonly string[]): Promise<void> {
  await program(['mkfs.vfat', ...options, '-C', image, `${mib * 1024}`]);
  await program(['mcopy', '-s', '-Q', '-i', image, join(folder, 'etc/deep'), join(folder, 'many'), '::/']);
}

async function writeFolder(folder: string): Promise<void> {
  await mkdir(join(folder, 'etc/deep/deeper'), { recursive: true });
  await mkdir(join(folder, 'many'));
  await writeFile(join(folder, 'etc/os-release'), 'ID=fuzz\n');
  await writeFile(join(folder, 'etc/deep/deeper/bottom'), 'x'.repeat(5000));
  await symlink('os-release', join(folder, 'etc/short'));
  await symlink(`/${'long/'.repeat(20)}link`, join(folder, 'etc/long'));
  await truncate(await copied(join(folder, 'etc/os-release'), join(folder, 'etc/sparse')), MiB);
  for (let index = 0; index < 60; index++)
    await writeFile(join(folder, `many/a-rather-long-name-${index}`), `${index}`);
  // So many names that a record of NTFS has to go on in others.
  for (let index = 0; index < 20; index++)
    await link(join(folder, 'etc/os-release'), join(folder, `etc/another-name-of-the-same-file-${index}`));
}

async function copied(from: string, to: string): Promise<string> {
  await copyFile(from, to);
  return to;
}

suite('damaged file systems', () => {
  test(`${RUNS} of them: read or refused, quickly, in little memory`, (context) =>
    withTemporaryDirectory(async (directory) => {
      const folder = join(directory, 'folder');
      const bases = join(directory, 'bases');
      await writeFolder(folder);
      await mkdir(bases);
      for (const [name, make] of Object.entries(BASES)) await make(join(bases, name), folder);

      const script = fileURLToPath(new URL('../testing/fuzz-file-systems.ts', import.meta.url));
      const output = await program([process.execPath, '--max-old-space-size=64', script, `${SEED}`, `${RUNS}`, bases]);
      const report: FuzzReport = JSON.parse(String(output));

      context.diagnostic(JSON.stringify(report));
      assert.ok(report.slowestMs < MAX_MS, `${report.slowestMs} ms for ${report.slowest}`);
      assert.ok(report.residentGrowth <= MAX_GROWTH, `grew by ${report.residentGrowth} bytes`);
      // A fuzzer that is refused at the door, or never, tests nothing.
      assert.ok(report.names > RUNS * 20 && report.refused > RUNS / 4, JSON.stringify(report));
    }));
});
