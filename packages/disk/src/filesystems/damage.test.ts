import { link, mkdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import type { ByteSource } from '../byte-source.ts';
import { KiB, MiB } from '../bytes/units.ts';
import { DiskError } from '../disk-error.ts';
import { testDamage } from '../testing/damage.ts';
import { program } from '../testing/program.ts';
import { withTemporaryDirectory } from '../testing/qemu-img.ts';
import { makeNtfs } from '../testing/recipes/ntfs.ts';
import { makeXfs } from '../testing/recipes/xfs.ts';
import type { DirectoryNode, FileNode } from './file-system.ts';
import { openFileSystem } from './open-file-system.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 60);
const HANGS = 300_000;
const MAX_NODES = 2000;
const READ = 64 * KiB;

/** File systems of all kinds, made as small as their makers allow. */
const MAKERS: Readonly<Record<string, (image: string, folder: string) => Promise<void>>> = {
  ntfs: (image, folder) => makeNtfs(image, folder, { size: 4 * MiB }),
  xfs: (image, folder) => makeXfs(image, folder),
  'xfs without checksums': (image, folder) => makeXfs(image, folder, ['-m', 'crc=0']),
  ext4: (image, folder) => makeExt(image, folder, '-O', '^metadata_csum'),
  'ext4 with inline data': (image, folder) => makeExt(image, folder, '-O', '^metadata_csum,inline_data', '-I', '256'),
  ext2: (image, folder) => makeExt(image, folder, '-t', 'ext2', '-b', '1024'),
  fat: async (image, folder) => {
    await program(['mkfs.vfat', '-F', '16', '-s', '1', '-C', image, '8192']);
    await program(['mcopy', '-s', '-i', image, join(folder, 'many'), join(folder, 'holes'), '::']);
  },
};

async function makeExt(image: string, folder: string, ...options: readonly string[]): Promise<void> {
  await writeFile(image, '');
  await truncate(image, 4 * MiB);
  await program(['mke2fs', '-q', '-F', ...options, '-d', folder, image]);
}

async function fill(folder: string, links: boolean): Promise<void> {
  await mkdir(join(folder, 'many/deep/er'), { recursive: true });
  for (let index = 0; index < 60; index++)
    await writeFile(join(folder, `many/${'n'.repeat(index)}.${index}`), `${index}`);
  await writeFile(join(folder, 'many/deep/er/bottom'), 'x'.repeat(9000));
  await writeFile(join(folder, 'holes'), 'start');
  await truncate(join(folder, 'holes'), 100_000);
  if (!links) return;
  await symlink('many/deep', join(folder, 'link'));
  for (let index = 0; index < 20; index++)
    await link(join(folder, 'holes'), join(folder, `another-name-of-holes-${index}`));
}

/** All nodes, each directory once; the first bytes of files. */
async function readAll(source: ByteSource): Promise<void> {
  const opened = await openFileSystem(source);
  if (opened.kind !== 'file-system') return;
  await opened.fileSystem.usage();
  const visited = new Set<string>();
  let nodes = 0;
  const walk = async (directory: DirectoryNode): Promise<void> => {
    if (visited.has(directory.id)) return;
    visited.add(directory.id);
    await directory.find(Buffer.from('NONE'));
    for await (const entry of directory.entries()) {
      if ((nodes += 1) > MAX_NODES) return;
      const node = await refusable(entry.node());
      if (node?.kind === 'directory') await refusable(walk(node));
      else if (node !== null) await refusable(contentOf(node));
    }
  };
  await walk(opened.fileSystem.root);
}

async function contentOf(node: Exclude<FileNode, DirectoryNode>): Promise<void> {
  if (node.kind === 'link') await node.target();
  if (node.kind !== 'file') return;
  await node.content.read(0, READ);
  await node.content.read(Math.max(0, node.content.size - READ), READ);
}

/** One damaged node is no reason to leave the others alone. */
async function refusable<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof DiskError) return null;
    throw error;
  }
}

suite('damaged file systems', () => {
  for (const [name, make] of Object.entries(MAKERS)) {
    test(`${RUNS} times ${name}: what can't be read is refused`, { timeout: HANGS }, () =>
      withTemporaryDirectory(async (directory) => {
        const [folder, image] = [join(directory, 'folder'), join(directory, 'image')];
        await mkdir(folder);
        await fill(folder, name !== 'fat');
        await make(image, folder);
        await testDamage(await readFile(image), RUNS, readAll);
      }),
    );
  }
});
