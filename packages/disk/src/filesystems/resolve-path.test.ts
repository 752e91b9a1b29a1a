import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DiskError } from '../disk-error.ts';
import { memoryTree } from '../testing/memory-file-system.ts';
import type { DirectoryNode } from './file-system.ts';
import { componentsOf, readPosixLink, resolvePath, type FileTree } from './resolve-path.ts';

function tree(root: DirectoryNode, mounts: Readonly<Record<string, DirectoryNode | DiskError>> = {}): FileTree {
  return {
    root,
    readLink: readPosixLink,
    mountedAt(path) {
      const mounted = mounts[path] ?? null;
      if (mounted instanceof DiskError) throw mounted;
      return mounted;
    },
  };
}

/** What is found, in a word: the bytes of a file, or the kind of anything else. */
async function found(files: FileTree, path: string, followLast = true): Promise<string | null> {
  const node = await resolvePath(files, componentsOf(Buffer.from(path, 'latin1')), followLast);
  return node?.kind === 'file' ? (await node.content.read(0, 100)).toString() : (node?.kind ?? null);
}

describe('a path', () => {
  const files = tree(
    memoryTree({
      'etc/os-release': { link: '../usr/lib/os-release' },
      'usr/lib/os-release': 'ID=astra',
      bin: { link: 'usr/bin' },
      'usr/bin/sh': { link: '/bin/dash' },
      'usr/bin/dash': 'ELF',
      'srv/out': { link: '../../../../etc/os-release' },
      'srv/up': { link: '/bin/..' },
      'srv/nowhere': { link: 'none' },
      'srv/self': { link: 'self' },
      'srv/long': { link: `${'./'.repeat(3000)}${'x/../'.repeat(2500)}` },
      'srv/x/y': 'y',
      'run/pipe': { pipe: true },
      'odd\nname\xff/file': 'odd',
    }),
  );

  it('is followed through links of either kind, in the middle and at the end', async () => {
    assert.equal(await found(files, '/etc/os-release'), 'ID=astra');
    assert.equal(await found(files, '/bin/sh'), 'ELF');
    assert.equal(await found(files, '//bin/./sh/'), 'ELF');
    assert.equal(await found(files, '/'), 'directory');
    assert.equal(await found(files, '/odd\nname\xff/file'), 'odd');
  });

  it('keeps a link at its end when it is asked to', async () => {
    assert.equal(await found(files, '/etc/os-release', false), 'link');
    assert.equal(await found(files, '/bin/sh', false), 'link');
  });

  it('never leads out of the tree, and goes up from where a link leads', async () => {
    assert.equal(await found(files, '/srv/out'), 'ID=astra');
    assert.equal(await found(files, '/../../bin/dash'), 'ELF');
    assert.equal(await found(files, '/srv/up/lib/os-release'), 'ID=astra');
  });

  it('leads to nothing where a component is missing or is no directory', async () => {
    assert.equal(await found(files, '/etc/none'), null);
    assert.equal(await found(files, '/none/at/all'), null);
    assert.equal(await found(files, '/bin/dash/x'), null);
    assert.equal(await found(files, '/run/pipe/x'), null);
    assert.equal(await found(files, '/srv/nowhere'), null);
    assert.equal(await found(files, '/run/pipe'), 'special');
  });

  it('ends in a circle of links, and when it grows too long', async () => {
    const exceeded = (error: unknown): boolean => error instanceof DiskError && error.code === 'limit-exceeded';
    await assert.rejects(found(files, '/srv/self'), exceeded);
    await assert.rejects(found(files, '/srv/long'), exceeded);
  });

  it('crosses into what is mounted, and back', async () => {
    const home = memoryTree({ 'user/link': { link: '../../usr/bin/dash' }, 'user/.ssh/id': 'key' });
    const mounted = tree(memoryTree({ 'usr/bin/dash': 'ELF', 'home/user/.ssh/id': 'hidden', h: { link: '/home' } }), {
      home,
    });
    assert.equal(await found(mounted, '/home/user/.ssh/id'), 'key');
    assert.equal(await found(mounted, '/h/user/link'), 'ELF');
  });

  it('does not take the directory under an unreadable mount for its content', async () => {
    const locked = tree(memoryTree({ 'home/user': 'hidden' }), { home: new DiskError('unsupported', 'encrypted') });
    await assert.rejects(found(locked, '/home/user'), /encrypted/);
  });
});
