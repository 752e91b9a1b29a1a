import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { promisify } from 'node:util';
import { type DirectoryNode, openFileSystem } from '@ingot/disk';
import { memoryTree, withFileSource } from '@ingot/disk/testing';
import { diffFiles, type FileDiffLimits } from './file-diff.ts';

const run = promisify(execFile);
const EARLIER = new Date('2024-01-01T00:00:00Z');

/** `change path` for each difference, in the order of the paths. */
async function changes(before: DirectoryNode, after: DirectoryNode, limits?: FileDiffLimits): Promise<string[]> {
  const found = await Array.fromAsync(diffFiles(before, after, limits));
  return found.map(({ path, change }) => `${change} ${path.toString('latin1')}`).toSorted();
}

/** Makes an ext4 of a folder and hands its root on. */
async function withExt<T>(folder: string, use: (root: DirectoryNode) => Promise<T>): Promise<T> {
  const image = `${folder}.ext4`;
  await run('mke2fs', ['-q', '-F', '-t', 'ext4', '-d', folder, image, '8M']);
  return withFileSource(image, async (source) => {
    const opened = await openFileSystem(source);
    assert.ok(opened.kind === 'file-system');
    return use(opened.fileSystem.root);
  });
}

suite('files of two images', () => {
  test('what was added, removed, written, given away or made something else, and nothing beside it', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'ingot-diff-'));
    try {
      const [before, after] = [join(directory, 'before'), join(directory, 'after')];
      await mkdir(join(before, 'etc/old'), { recursive: true });
      await mkdir(join(before, 'usr/lib'), { recursive: true });
      for (const name of ['same', 'touched', 'longer', 'rewritten', 'mode', 'kind']) {
        await writeFile(join(before, 'etc', name), name.repeat(1000));
        await utimes(join(before, 'etc', name), EARLIER, EARLIER);
      }
      await writeFile(join(before, 'etc/old/lies-below'), '');
      await symlink('same', join(before, 'etc/link'));
      await cp(before, after, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
      await writeFile(join(after, 'etc/touched'), 'touched'.repeat(1000));
      await writeFile(join(after, 'etc/longer'), 'longer'.repeat(1001));
      await writeFile(join(after, 'etc/rewritten'), 'Rewritten'.repeat(1000));
      await chmod(join(after, 'etc/mode'), 0o600);
      await rm(join(after, 'etc/kind'));
      await mkdir(join(after, 'etc/kind'));
      await rm(join(after, 'etc/old'), { recursive: true });
      await rm(join(after, 'etc/link'));
      await symlink('touched', join(after, 'etc/link'));
      await mkdir(join(after, 'usr/new'));
      await writeFile(join(after, 'usr/new/lies-below'), '');

      await withExt(before, (old) =>
        withExt(after, async (fresh) => {
          assert.deepEqual(await changes(old, fresh), [
            'added /usr/new',
            'content /etc/link',
            'content /etc/longer',
            'content /etc/rewritten',
            'kind /etc/kind',
            'owner /etc/mode',
            'removed /etc/old',
          ]);
          assert.deepEqual(await changes(old, old), []);
        }),
      );
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  test('trees without end, and too large ones, are given up', async () => {
    const endless: DirectoryNode = {
      ...memoryTree({}),
      async *entries() {
        yield { name: Buffer.from('again'), node: () => Promise.resolve(endless) };
      },
    };
    await assert.rejects(changes(endless, endless), { code: 'limit-exceeded' });
    const some = memoryTree({ a: '1', b: '2', c: '3' });
    await assert.rejects(changes(some, some, { names: 5, depth: 10 }), { code: 'limit-exceeded' });
    assert.deepEqual(await changes(some, some, { names: 6, depth: 10 }), []);
  });
});
