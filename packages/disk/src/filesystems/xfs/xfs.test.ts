import assert from 'node:assert/strict';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import type { ByteSource } from '../../byte-source.ts';
import { crc32c } from '../../bytes/crc32c.ts';
import { KiB, MiB, SECTOR } from '../../bytes/units.ts';
import { testFileSystem } from '../../testing/file-system-contract.ts';
import { patchedSource, withFileSource } from '../../testing/index.ts';
import { KERNEL_IMAGE_KEEPS, withKernelImage } from '../../testing/kernel-image.ts';
import { program } from '../../testing/program.ts';
import { withTemporaryDirectory } from '../../testing/qemu-img.ts';
import { makeXfs } from '../../testing/recipes/xfs.ts';
import { type Keeps, writeSampleTree } from '../../testing/sample-tree.ts';
import { differences, treeOf } from '../../testing/tree.ts';
import type { FileNode, FileSystem } from '../file-system.ts';
import { isXfs, openXfs } from './index.ts';

/** Prototypes of mkfs.xfs have no times, no second names, and spaces between words. */
const KEEPS: Keeps = {
  owners: true,
  links: true,
  hardLinks: false,
  specials: true,
  byteNames: false,
  spaceless: true,
  times: null,
};

/** What mkfs.xfs can vary of all that a reader meets. */
const VARIANTS: Readonly<Record<string, readonly string[]>> = {
  'version 5': [],
  'version 5, big times and counters, large inodes': ['-m', 'bigtime=1', '-i', 'nrext64=1,size=1024'],
  'version 5 without sparse inodes, small blocks': ['-i', 'sparse=0', '-b', 'size=1024'],
  'directories of 64 KiB blocks': ['-n', 'size=65536'],
  'names without case': ['-n', 'version=ci'],
  'four KiB sectors, striped log': ['-s', 'size=4096', '-l', 'sunit=8'],
  'version 4': ['-m', 'crc=0'],
  'version 4, directories in trees of small blocks': ['-m', 'crc=0', '-b', 'size=512'],
  'version 4 without types in directories': ['-m', 'crc=0', '-n', 'ftype=0', '-b', 'size=1024'],
};

/** Places in the superblock, in bytes. */
const LABEL = 108;
const FEATURES_INCOMPATIBLE = 216;
const CHECKSUM = 224;
const NEEDS_REPAIR = 0x10;

let sample = '';

/** Makes a file system with a copy of the sample tree; `use` gets it opened, and its image. */
async function withSample(
  options: readonly string[],
  use: (fileSystem: FileSystem, image: string) => Promise<void>,
): Promise<void> {
  await withTemporaryDirectory(async (directory) => {
    const image = join(directory, 'xfs.img');
    await makeXfs(image, sample, options);
    await withFileSource(image, async (source) => use(await openXfs(source), image));
  });
}

async function find(root: FileNode, path: string): Promise<FileNode | null> {
  let node: FileNode | null = root;
  for (const name of path.split('/')) node = node?.kind === 'directory' ? await node.find(Buffer.from(name)) : null;
  return node;
}

for (const [name, options] of Object.entries(VARIANTS)) {
  testFileSystem({
    name: `XFS: ${name}`,
    keeps: KEEPS,
    adds: [],
    make: (folder, image) => makeXfs(image, folder, options),
  });
}

suite('XFS', () => {
  before(async () => {
    sample = await mkdtemp(join(tmpdir(), 'ingot-xfs-'));
    await writeSampleTree(sample, KEEPS);
  });
  after(() => rm(sample, { recursive: true }));

  test('counts free blocks as xfs_db does', () =>
    withSample([], async (fileSystem, image) => {
      const count = String(await program(['xfs_db', '-r', '-c', 'sb 0', '-c', 'print fdblocks blocksize', image]));
      const [free = 0, blockSize = 0] = [...count.matchAll(/= (\d+)/g)].map(([, value]) => Number(value));
      assert.equal((await fileSystem.usage()).free, free * blockSize);
    }));

  test('reads what a kernel wrote: trees of extents, holes, shared and reserved blocks, long links, far times', () =>
    withKernelImage('xfs', async (source, tree) => {
      const fileSystem = await openXfs(source);
      assert.deepEqual(fileSystem.warnings, ['not-clean']);
      assert.equal(fileSystem.label, 'kernel');
      assert.deepEqual(differences(await treeOf(fileSystem.root, KERNEL_IMAGE_KEEPS), tree), []);
      const scattered = await find(fileSystem.root, 'scattered');
      assert.ok(scattered?.kind === 'file');
      for (let block = 0; block < 1200; block += 37) {
        const bytes: Buffer = await scattered.content.read(block * 4096, 4096);
        assert.equal(bytes.toString().startsWith(`block ${block} `), block % 3 === 0);
      }
    }));

  test('GRUB reads the same', () =>
    withSample(['-L', 'a-label'], async (fileSystem, image) => {
      assert.equal(fileSystem.label, 'a-label');
      for (const path of ['sizes/1500000.bin', 'sizes/4097.bin', 'many/entry-number-599.conf']) {
        const node = await find(fileSystem.root, path);
        assert.ok(node?.kind === 'file');
        assert.ok(
          (await node.content.read(0, node.content.size)).equals(
            await program(['grub-fstest', image, 'cat', `(loop0)/${path}`]),
          ),
          path,
        );
      }
      const uuid = String(await program(['blkid', '-p', '-s', 'UUID', '-o', 'value', image])).trim();
      assert.equal(fileSystem.uuid, uuid);
    }));

  test('finds names byte by byte, unless the file system has no case', async () => {
    await withSample([], async ({ root }) => {
      assert.equal((await find(root, 'names/Mixed.Case'))?.kind, 'file');
      assert.equal(await find(root, 'names/mixed.case'), null);
      assert.equal(await find(root, 'names/nothing'), null);
    });
    await withSample(['-n', 'version=ci'], async ({ root }) => {
      assert.equal((await find(root, 'NAMES/mixed.CASE'))?.id, (await find(root, 'names/Mixed.Case'))?.id);
    });
  });

  test('reads holes and blocks that were never written as zeros', () =>
    withSample([], async ({ root }, image) => {
      const node = await find(root, 'sizes/1500000.bin');
      assert.ok(node?.kind === 'file');
      const written = Buffer.from(await node.content.read(0, node.content.size));
      const change = async (field: string, value: number): Promise<unknown> =>
        program(['xfs_db', '-x', '-c', `inode ${node.id}`, '-c', `write ${field} ${value}`, image]);
      await change('core.size', written.length + 40_960);
      await change('u3.bmx[0].startoff', 10);
      await withFileSource(image, async (source) => {
        const moved = await find((await openXfs(source)).root, 'sizes/1500000.bin');
        assert.ok(moved?.kind === 'file');
        const bytes = await moved.content.read(0, moved.content.size);
        assert.ok(bytes.equals(Buffer.concat([Buffer.alloc(40_960), written])));
      });
      await change('u3.bmx[0].extentflag', 1);
      await withFileSource(image, async (source) => {
        const unwritten = await find((await openXfs(source)).root, 'sizes/1500000.bin');
        assert.ok(unwritten?.kind === 'file');
        assert.ok((await unwritten.content.read(0, 3_000_000)).every((byte) => byte === 0));
      });
    }));

  test('says when it was not unmounted, and when it must be repaired', () =>
    withSample([], async (_, image) => {
      const print = String(
        await program(['xfs_db', '-r', '-c', 'sb 0', '-c', 'print logstart agblklog agblocks', image]),
      );
      const [logStart = 0, bits = 0, blocks = 0] = [...print.matchAll(/= (\d+)/g)].map(([, value]) => Number(value));
      const log = (Math.floor(logStart / 2 ** bits) * blocks + (logStart % 2 ** bits)) * 4096;
      const file = await open(image, 'r+');
      await file.write(Buffer.from([0]), 0, 1, log + 512 + 9);
      const superblock = Buffer.alloc(SECTOR);
      await file.read(superblock, 0, SECTOR, 0);
      superblock.writeUInt32BE(superblock.readUInt32BE(FEATURES_INCOMPATIBLE) | NEEDS_REPAIR, FEATURES_INCOMPATIBLE);
      superblock.writeUInt32LE(crc32c(superblock.fill(0, CHECKSUM, CHECKSUM + 4)), CHECKSUM);
      await file.write(superblock, 0, SECTOR, 0);
      await file.close();
      await withFileSource(image, async (source) => {
        assert.deepEqual((await openXfs(source)).warnings, ['not-clean', 'errors']);
      });
    }));

  test('refuses features that it does not know, and damage that a checksum shows', () =>
    withSample([], async ({ root }, image) => {
      const node = await find(root, 'names/a');
      await program(['xfs_db', '-x', '-c', `inode ${node?.id}`, '-c', 'write -c core.mode 0100777', image]);
      await withFileSource(image, async (source) => {
        const opened = await openXfs(source);
        await assert.rejects(find(opened.root, 'names/a'), { name: 'DiskError', code: 'malformed' });
      });
      const head = await readHead(image);
      assert.ok(isXfs(head));
      const large = (at: number, value: number): ByteSource =>
        patchedSource(head, [{ at, bytes: Buffer.from([value]) }], 64 * MiB);
      await assert.rejects(openXfs(large(FEATURES_INCOMPATIBLE + 2, 0x01)), { name: 'DiskError', code: 'unsupported' });
      await assert.rejects(openXfs(large(LABEL, 0x41)), { name: 'DiskError', code: 'malformed', message: /checksum/ });
    }));
});

async function readHead(image: string): Promise<Buffer> {
  return withFileSource(image, async (source) => Buffer.from(await source.read(0, 128 * KiB)));
}
