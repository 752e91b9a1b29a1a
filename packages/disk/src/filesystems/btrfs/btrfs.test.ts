import assert from 'node:assert/strict';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import type { ByteSource } from '../../byte-source.ts';
import { KiB, MiB } from '../../bytes/units.ts';
import { testFileSystem } from '../../testing/file-system-contract.ts';
import { withFileSource } from '../../testing/index.ts';
import { KERNEL_IMAGE_KEEPS, withKernelImage } from '../../testing/kernel-image.ts';
import { program } from '../../testing/program.ts';
import { withTemporaryDirectory } from '../../testing/qemu-img.ts';
import { writeSampleTree } from '../../testing/sample-tree.ts';
import { differences, treeOf, treeOnHost } from '../../testing/tree.ts';
import type { FileNode } from '../file-system.ts';
import { isBtrfs, openBtrfs } from './index.ts';

const KEEPS = KERNEL_IMAGE_KEEPS;
const SIZE = 128 * MiB;
const PRIMARY_SUPERBLOCK = 64 * KiB;

/** What mkfs.btrfs can vary of all that a reader meets. */
const VARIANTS: Readonly<Record<string, readonly string[]>> = {
  'the defaults': [],
  'one copy of metadata, small nodes': ['-m', 'single', '-n', '4096'],
  'holes as items, SHA-256': ['-O', '^no-holes', '--csum', 'sha256'],
  'data and metadata mixed': ['--mixed'],
};

let sample = '';

async function makeBtrfs(image: string, folder: string, options: readonly string[]): Promise<void> {
  await writeFile(image, '');
  await truncate(image, SIZE);
  await program(['mkfs.btrfs', '-q', '--rootdir', folder, ...options, image]);
}

async function withSample(
  options: readonly string[],
  use: (source: ByteSource, image: string) => Promise<void>,
): Promise<void> {
  await withTemporaryDirectory(async (directory) => {
    const image = join(directory, 'btrfs.img');
    await makeBtrfs(image, sample, options);
    await withFileSource(image, (source) => use(source, image));
  });
}

async function find(root: FileNode | undefined, path: string): Promise<FileNode | null> {
  let node: FileNode | null = root ?? null;
  for (const name of path.split('/')) node = node?.kind === 'directory' ? await node.find(Buffer.from(name)) : null;
  return node;
}

/** With some bytes turned over. */
function damaged(source: ByteSource, at: number, length: number): ByteSource {
  return {
    size: source.size,
    async read(offset, wanted) {
      const bytes = Buffer.from(await source.read(offset, wanted));
      for (let place = Math.max(at, offset); place < Math.min(at + length, offset + bytes.length); place++) {
        bytes.writeUInt8(bytes.readUInt8(place - offset) ^ 0xff, place - offset);
      }
      return bytes;
    },
  };
}

for (const [name, options] of Object.entries(VARIANTS)) {
  testFileSystem({
    name: `Btrfs: ${name}`,
    keeps: KEEPS,
    adds: [],
    make: (folder, image) => makeBtrfs(image, folder, options),
  });
}

suite('Btrfs', () => {
  before(async () => {
    sample = await mkdtemp(join(tmpdir(), 'ingot-btrfs-'));
    await writeSampleTree(sample, KEEPS);
  });
  after(() => rm(sample, { recursive: true }));

  test('btrfs restore, GRUB and blkid find the same', () =>
    withSample(['-L', 'a-label'], async (source, image) => {
      const { root, label, uuid } = await openBtrfs(source);
      await withTemporaryDirectory(async (restored) => {
        await program(['btrfs', 'restore', '--metadata', '--symlinks', image, restored]);
        const keeps = { ...KEEPS, owners: false, times: null };
        const found = new Map(await treeOf(root, keeps));
        assert.ok(found.delete('/pipe'), 'it restores no pipes');
        assert.deepEqual(differences(found, await treeOnHost(restored, keeps)), []);
      });
      const large = await find(root, 'sizes/1500000.bin');
      assert.ok(large?.kind === 'file');
      const bytes = await large.content.read(0, large.content.size);
      assert.ok(bytes.equals(await program(['grub-fstest', image, 'cat', '(loop0)/sizes/1500000.bin'])));
      assert.equal(uuid, String(await program(['blkid', '-p', '-s', 'UUID', '-o', 'value', image])).trim());
      assert.equal(label, 'a-label');
    }));

  test('reads what a kernel wrote: compression, subvolumes, snapshots, holes, shared and reserved blocks', () =>
    withKernelImage('btrfs', async (source, tree) => {
      const { root, topLevel, warnings } = await openBtrfs(source);
      assert.ok(topLevel !== undefined);
      assert.deepEqual(warnings, ['not-clean']);
      assert.deepEqual(differences(await treeOf(topLevel, KEEPS), tree), []);
      assert.equal(root.id, (await find(topLevel, '@home'))?.id);
      const names = await Array.fromAsync(root.entries(), (entry) => entry.name.toString());
      assert.deepEqual(names, ['inner']);
    }));

  test('reads single bytes at any place of compressed and scattered files', () =>
    withKernelImage('btrfs', async (source) => {
      const { topLevel } = await openBtrfs(source);
      for (const path of ['packed/lzo/shared', 'packed/zstd/shared', 'packed/zlib/small', 'scattered', 'reserved']) {
        const node = await find(topLevel, path);
        assert.ok(node?.kind === 'file');
        const whole = Buffer.from(await node.content.read(0, node.content.size));
        for (let at = 0; at < whole.length; at += 40_009) {
          assert.deepEqual(Buffer.from(await node.content.read(at, 9)), whole.subarray(at, at + 9), `${path} at ${at}`);
        }
      }
    }));

  test('goes on with the second copy of damaged metadata', () =>
    withSample([], async (source) => {
      const expected = await treeOnHost(sample, KEEPS);
      const second = await openBtrfs(damaged(source, PRIMARY_SUPERBLOCK + 200, 1));
      assert.deepEqual(second.warnings, ['errors']);
      assert.deepEqual(differences(await treeOf(second.root, KEEPS), expected), []);
      const head = await source.read(0, 128 * KiB);
      assert.ok(isBtrfs(head));
      const rootTree = Number(head.readBigUInt64LE(PRIMARY_SUPERBLOCK + 80));
      const places = await physicalPlaces(source, rootTree);
      assert.equal(places.length, 2);
      const [first = 0, copy = 0] = places;
      const healed = await openBtrfs(damaged(source, first + 50, 1));
      assert.deepEqual(differences(await treeOf(healed.root, KEEPS), expected), []);
      const neither = damaged(damaged(source, first + 50, 1), copy + 50, 1);
      await assert.rejects(openBtrfs(neither), { name: 'DiskError', code: 'malformed', message: /checksum/ });
    }));

  test('refuses file systems of several devices', () =>
    withTemporaryDirectory(async (directory) => {
      const devices = ['first', 'second'].map((name) => join(directory, name));
      for (const device of devices) {
        await writeFile(device, '');
        await truncate(device, SIZE);
      }
      await program(['mkfs.btrfs', '-q', '-m', 'raid1', '-d', 'raid1', ...devices]);
      await withFileSource(devices[0] ?? '', (source) =>
        assert.rejects(openBtrfs(source), { name: 'DiskError', code: 'unsupported', message: /2 devices/ }),
      );
    }));
});

/** Where a tree node begins, found by its own address in its header, as a scan of the device would. */
async function physicalPlaces(source: ByteSource, address: number): Promise<number[]> {
  const places: number[] = [];
  for (let piece = MiB; piece < source.size; piece += MiB) {
    const bytes = await source.read(piece, MiB);
    for (let at = 0; at < bytes.length; at += 4 * KiB) {
      const isNode = bytes.readBigUInt64LE(at + 32) !== 0n;
      if (isNode && bytes.readBigUInt64LE(at + 48) === BigInt(address)) places.push(piece + at);
    }
  }
  return places;
}
