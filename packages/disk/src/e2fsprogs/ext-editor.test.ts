import assert from 'node:assert/strict';
import { mkdir, open, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { MiB } from '../bytes/units.ts';
import { DiskError } from '../disk-error.ts';
import type { DirectoryNode, FileNode } from '../filesystems/file-system.ts';
import { openExt } from '../filesystems/ext/index.ts';
import { componentsOf, readPosixLink, resolvePath } from '../filesystems/resolve-path.ts';
import { withFileSource } from '../testing/file-source.ts';
import { program } from '../testing/program.ts';
import { withTemporaryDirectory } from '../testing/qemu-img.ts';
import type { ExtEdit } from './ext-edit.ts';
import { isTellable } from './ext-edit.ts';
import { openExtEditor, type ExtFile } from './ext-editor.ts';

const editor = await openExtEditor();
const { signal } = new AbortController();

interface Made {
  readonly file: ExtFile;
  /** The inode of a path. */
  readonly inode: (path: string) => Promise<number>;
  /** What is at a path: `file 7` with its size, `link /target`; null for nothing. */
  readonly seen: (path: string) => Promise<string | null>;
}

async function withExt(
  fill: (folder: string) => Promise<void>,
  use: (made: Made) => Promise<void>,
  options: readonly string[] = ['-t', 'ext4'],
): Promise<void> {
  await withTemporaryDirectory(async (directory) => {
    const [path, folder] = [join(directory, 'image'), join(directory, 'folder')];
    await mkdir(folder);
    await fill(folder);
    await program(['mke2fs', '-q', '-F', ...options, '-d', folder, path, '8M']);
    const look = <T>(at: string, say: (node: FileNode | null) => T | Promise<T>): Promise<T> =>
      withFileSource(path, async (source) => {
        const { root } = await openExt(source);
        const tree = { root, readLink: readPosixLink, mountedAt: (): DirectoryNode | null => null };
        return say(await resolvePath(tree, componentsOf(Buffer.from(at, 'latin1')), false));
      });
    await use({
      file: { path, size: (await stat(path)).size },
      seen: (at) => look(at, described),
      inode: (at) => look(at, (node) => Number(node?.id ?? assert.fail(`no ${at}`))),
    });
  });
}

async function described(node: FileNode | null): Promise<string | null> {
  if (node?.kind === 'link') return `link ${(await node.target()).toString('latin1')}`;
  return node?.kind === 'file' ? `file ${node.content.size}` : (node?.kind ?? null);
}

function name(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}

describe('changing a file system of the ext family', () => {
  for (const options of [
    ['-t', 'ext4'],
    ['-t', 'ext4', '-O', 'bigalloc'],
    ['-t', 'ext2', '-b', '1024'],
  ]) {
    it(`empties, removes and links, and leaves it sound (${options.join(' ')})`, async () => {
      const fill = async (folder: string): Promise<void> => {
        await writeFile(join(folder, 'short'), 'short');
        await writeFile(join(folder, 'long'), Buffer.alloc(300_000, 'x'));
        await mkdir(join(folder, 'many'));
        for (let index = 0; index < 300; index++) await writeFile(join(folder, `many/file number ${index}`), 'x');
        await symlink('/somewhere', join(folder, 'link'));
      };
      const check = async ({ file, inode, seen }: Made): Promise<void> => {
        const [root, many] = [await inode('/'), await inode('/many')];
        // Immutable, which is between the kernel and its users.
        const extents = options.includes('ext4') ? 0x80000 : 0;
        await program([
          'debugfs',
          '-w',
          '-R',
          `set_inode_field long flags 0x${(extents + 0x10).toString(16)}`,
          file.path,
        ]);
        await editor.settle(file, signal);
        const edits: ExtEdit[] = [
          { kind: 'empty', inode: await inode('/short') },
          { kind: 'remove', directory: root, name: name('long') },
          { kind: 'remove', directory: root, name: name('link') },
          ...Array.from({ length: 300 }, (_, index): ExtEdit => ({
            kind: 'remove',
            directory: many,
            name: name(`file number ${index}`),
          })),
          { kind: 'remove-directory', directory: root, name: name('many') },
          { kind: 'link', directory: root, below: name('new'), name: name('first'), target: name('/a b"c') },
          { kind: 'link', directory: root, below: name('new'), name: name('second'), target: name('x'.repeat(200)) },
        ];
        await editor.apply(file, edits, signal);
        await editor.check(file, signal);
        for (const gone of ['/long', '/link', '/many']) assert.equal(await seen(gone), null, gone);
        assert.equal(await seen('/short'), 'file 0');
        assert.equal(await seen('/new/first'), 'link /a b"c');
        assert.equal(await seen('/new/second'), `link ${'x'.repeat(200)}`);
      };
      await withExt(fill, check, options);
    });
  }

  it('takes every name for what it is, and no name for a command', async () => {
    const odd = ['say "hi"', '""', '<2>', '#', '-R', ' ', 'tab\there', "it's", '$(x)', '*', '\xff\xfe', 'a\\b', '..."'];
    const fill = async (folder: string): Promise<void> => {
      for (const each of odd) await writeFile(Buffer.concat([Buffer.from(`${folder}/`), name(each)]), 'x');
      await writeFile(join(folder, 'stays'), 'x');
    };
    await withExt(fill, async ({ file, inode, seen }) => {
      const root = await inode('/');
      const edits = odd.map((each): ExtEdit => ({ kind: 'remove', directory: root, name: name(each) }));
      await editor.apply(file, edits, signal);
      await editor.check(file, signal);
      for (const each of odd) assert.equal(await seen(`/${each}`), null, each);
      assert.equal(await seen('/stays'), 'file 1');
      for (const each of ['x\nrm stays', 'x\rrm stays', 'x\0', 'a/b', '..', '.', '', 'n'.repeat(256)]) {
        assert.ok(!isTellable(name(each)), each);
        await assert.rejects(
          editor.apply(file, [{ kind: 'remove', directory: root, name: name(each) }], signal),
          RangeError,
        );
      }
      assert.equal(await seen('/stays'), 'file 1');
    });
  });

  it('keeps what has another name', async () => {
    const fill = async (folder: string): Promise<void> => {
      await writeFile(join(folder, 'a'), 'content');
      await program(['ln', join(folder, 'a'), join(folder, 'b')]);
    };
    await withExt(fill, async ({ file, inode, seen }) => {
      await editor.apply(file, [{ kind: 'remove', directory: await inode('/'), name: name('a') }], signal);
      await editor.check(file, signal);
      assert.equal(await seen('/b'), 'file 7');
    });
  });

  it('goes on where it can when there is no room, and stays sound', async () => {
    await withTemporaryDirectory(async (directory) => {
      const [path, folder] = [join(directory, 'image'), join(directory, 'folder')];
      await mkdir(folder);
      await writeFile(join(folder, 'id'), 'x'.repeat(100));
      await writeFile(join(folder, 'full'), Buffer.alloc(9 * MiB, 'x'));
      // It fills the file system as far as that goes.
      await program(['mke2fs', '-q', '-F', '-t', 'ext4', '-O', '^has_journal', '-m', '0', path, '8M']);
      await program(['debugfs', '-w', '-R', `write ${join(folder, 'id')} id`, path]);
      await program(['debugfs', '-w', '-R', `write ${join(folder, 'full')} full`, path]).catch(() => undefined);
      const file = { path, size: (await stat(path)).size };
      await editor.settle(file, signal);
      const id = await withFileSource(path, async (source) =>
        Number((await (await openExt(source)).root.find(name('id')))?.id),
      );
      const long = { directory: 2, below: name('wants'), name: name('x'), target: name('y'.repeat(500)) };
      await editor.apply(
        file,
        [
          { kind: 'link', ...long },
          { kind: 'empty', inode: id },
        ],
        signal,
      );
      await editor.settle(file, signal);
      await editor.check(file, signal);
      await withFileSource(path, async (source) => {
        const emptied = await (await openExt(source)).root.find(name('id'));
        assert.ok(emptied?.kind === 'file' && emptied.content.size === 0);
      });
    });
  });

  it('refuses what it can not write', async () => {
    const fill = (folder: string): Promise<void> => writeFile(join(folder, 'a'), 'content');
    const refused = async ({ file }: Made): Promise<void> => {
      await assert.rejects(
        editor.settle(file, signal),
        (error) => error instanceof DiskError && error.code === 'unsupported',
      );
    };
    await withExt(fill, refused, ['-t', 'ext4', '-O', 'inline_data']);
  });

  it('refuses what is damaged, and is stopped', async () => {
    const fill = (folder: string): Promise<void> => writeFile(join(folder, 'a'), 'content');
    await withExt(fill, async ({ file }) => {
      const stopped = AbortSignal.abort(new Error('stopped'));
      await assert.rejects(editor.check(file, stopped), /stopped/);
      await using handle = await open(file.path, 'r+');
      // The root directory is no directory any more.
      await program(['debugfs', '-w', '-R', 'set_inode_field <2> mode 0100644', file.path]);
      await assert.rejects(editor.check(file, signal), isDamaged);
      await assert.rejects(editor.settle(file, signal), isDamaged);
      await handle.write(Buffer.alloc(64 * 1024), 0, 64 * 1024, 0);
      await assert.rejects(editor.settle(file, signal), isDamaged);
    });
  });
});

function isDamaged(error: unknown): boolean {
  return error instanceof DiskError && error.code === 'malformed';
}
