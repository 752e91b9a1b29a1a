import assert from 'node:assert/strict';
import { open, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { KiB, MiB } from '../../bytes/units.ts';
import { withFileSource } from '../../testing/file-source.ts';
import { program } from '../../testing/program.ts';
import { withTemporaryDirectory } from '../../testing/qemu-img.ts';
import { strictSource } from '../../testing/strict-source.ts';
import type { FileSystem } from '../file-system.ts';
import { openFileSystem } from '../open-file-system.ts';
import { openExt } from './index.ts';

/** Makes a file system of a folder that `fill` filled, lets debugfs change it, and opens it. */
async function withExt(
  { options, fill, change }: { options: readonly string[]; fill?: (folder: string) => Promise<void>; change?: string },
  use: (fileSystem: FileSystem, image: string, folder: string) => Promise<void>,
): Promise<void> {
  await withTemporaryDirectory(async (directory) => {
    const image = join(directory, 'image');
    const folder = join(directory, 'folder');
    await program(['mkdir', folder]);
    await fill?.(folder);
    await program(['mke2fs', '-q', '-F', ...options, '-d', folder, image, '16M']);
    if (change !== undefined) await program(['debugfs', '-w', '-R', change, image]);
    await withFileSource(image, async (source) => use(await openExt(strictSource(source)), image, folder));
  });
}

/** Blocks of data with a hole behind each. */
async function writeScattered(path: string, blocks: number, every: number): Promise<void> {
  await writeFile(path, '');
  await using file = await open(path, 'r+');
  for (let block = 0; block < blocks; block++) {
    await file.write(Buffer.alloc(KiB, block), 0, KiB, block * every);
  }
}

async function requireEqual(fileSystem: FileSystem, name: string, path: string): Promise<void> {
  const node = await fileSystem.root.find(Buffer.from(name));
  assert.ok(node?.kind === 'file');
  const expected = await readFile(path);
  assert.equal(node.content.size, expected.length);
  for (let offset = 0; offset < expected.length; offset += MiB) {
    assert.ok((await node.content.read(offset, MiB)).equals(expected.subarray(offset, offset + MiB)), `at ${offset}`);
  }
}

suite('ext: depths and states', () => {
  test('extent trees of several levels', () =>
    withExt(
      {
        options: ['-t', 'ext4', '-b', '1024'],
        fill: (folder) => writeScattered(join(folder, 'scattered'), 900, 2 * KiB),
      },
      async (fileSystem, image, folder) => {
        const extents = String(await program(['debugfs', '-R', 'extents /scattered', image]));
        assert.match(extents, /^ 2\/ 2/m, 'the tree is as deep as it was meant to be');
        await requireEqual(fileSystem, 'scattered', join(folder, 'scattered'));
      },
    ));

  test('block maps of three levels', () =>
    withExt(
      {
        options: ['-t', 'ext2', '-b', '1024'],
        fill: async (folder) => {
          await writeScattered(join(folder, 'long'), 80, MiB);
          await truncate(join(folder, 'long'), 80 * MiB + 5);
        },
      },
      (fileSystem, _image, folder) => requireEqual(fileSystem, 'long', join(folder, 'long')),
    ));

  test('a journal to replay, a missing unmount and errors are warned of', async () => {
    const warnings: [change: string, options: readonly string[], expected: readonly string[]][] = [
      ['feature needs_recovery', ['-t', 'ext4'], ['not-clean']],
      ['set_super_value state 0', ['-t', 'ext2'], ['not-clean']],
      ['set_super_value state 3', ['-t', 'ext4'], ['errors']],
      ['set_super_value state 2', ['-t', 'ext2'], ['not-clean', 'errors']],
      ['set_super_value state 1', ['-t', 'ext3'], []],
    ];
    for (const [change, options, expected] of warnings) {
      await withExt({ options, change }, async (fileSystem) => assert.deepEqual(fileSystem.warnings, expected, change));
    }
  });

  test('label, identity and space are those that dumpe2fs prints', () =>
    withExt({ options: ['-t', 'ext4', '-L', 'корень'] }, async (fileSystem, image) => {
      const printed = new Map(
        String(await program(['dumpe2fs', '-h', image]))
          .split('\n')
          .map((line): [string, string] => [line.split(':')[0] ?? '', line.slice(line.indexOf(':') + 1).trim()]),
      );
      const bytes = (name: string): number => Number(printed.get(name)) * Number(printed.get('Block size'));
      assert.equal(fileSystem.label, printed.get('Filesystem volume name'));
      assert.equal(fileSystem.uuid, printed.get('Filesystem UUID'));
      assert.deepEqual(await fileSystem.usage(), { size: bytes('Block count'), free: bytes('Free blocks') });
    }));

  test('what is not read says so, and is not taken for missing', async () => {
    const fill = (folder: string): Promise<void> => writeFile(join(folder, 'secret'), 'x'.repeat(5000));
    await withExt(
      { options: ['-t', 'ext4', '-O', 'encrypt'], fill, change: 'set_inode_field /secret flags 0x80800' },
      async ({ root }) => {
        const node = await root.find(Buffer.from('secret'));
        assert.ok(node?.kind === 'file');
        await assert.rejects(node.content.read(0, 10), { code: 'unsupported' });
      },
    );
    await withExt({ options: ['-t', 'ext4'], fill, change: 'set_inode_field /secret flags 0x80004' }, ({ root }) =>
      assert.rejects(root.find(Buffer.from('secret')), { code: 'unsupported' }),
    );
  });

  test('a journal of another file system is none, nor is one of the future', () =>
    withTemporaryDirectory(async (directory) => {
      const journal = join(directory, 'journal');
      await program(['mke2fs', '-q', '-F', '-O', 'journal_dev', journal, '8M']);
      const future = join(directory, 'future');
      await program(['mke2fs', '-q', '-F', future, '8M']);
      await program(['debugfs', '-w', '-R', 'set_super_value feature_incompat 0x80000002', future]);
      for (const image of [journal, future]) {
        const opened = await withFileSource(image, openFileSystem);
        assert.ok(opened.kind === 'unknown', opened.kind);
        assert.match(opened.reason, /unknown features/);
      }
    }));
});
