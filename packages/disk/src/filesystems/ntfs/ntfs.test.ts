import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFile, link, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { KiB, MiB } from '../../bytes/units.ts';
import { bufferSource } from '../../testing/index.ts';
import { program } from '../../testing/program.ts';
import { withTemporaryDirectory } from '../../testing/qemu-img.ts';
import { makeNtfs, type NtfsOptions } from '../../testing/recipes/ntfs.ts';
import type { DirectoryNode, FileNode, FileSystem } from '../file-system.ts';
import { openFileSystem } from '../open-file-system.ts';
import { openNtfs } from './index.ts';

const noise = (length: number): Buffer => createHash('shake256', { outputLength: length }).update('noise').digest();

interface Made {
  readonly image: string;
  readonly bytes: Buffer;
  readonly volume: FileSystem;
}

/** Runs `use` with a volume that holds what `fill` wrote. */
async function withVolume(
  options: NtfsOptions,
  fill: (directory: string) => Promise<void>,
  use: (made: Made) => Promise<void>,
): Promise<void> {
  await withTemporaryDirectory(async (directory) => {
    const [tree, image] = [join(directory, 'tree'), join(directory, 'image')];
    await mkdir(tree);
    await fill(tree);
    await makeNtfs(image, tree, options);
    const bytes = await readFile(image);
    await use({ image, bytes, volume: await openNtfs(bufferSource(bytes)) });
  });
}

async function nodeAt(root: DirectoryNode, path: string): Promise<FileNode | null> {
  let node: FileNode | null = root;
  for (const name of path.split('/')) node = node?.kind === 'directory' ? await node.find(Buffer.from(name)) : null;
  return node;
}

async function contentAt({ volume }: Made, path: string): Promise<Buffer> {
  const node = await nodeAt(volume.root, path);
  assert.ok(node?.kind === 'file', path);
  return node.content.read(0, node.content.size);
}

async function namesIn(node: FileNode | null): Promise<string[]> {
  assert.ok(node?.kind === 'directory');
  const names: string[] = [];
  for await (const { name } of node.entries()) names.push(name.toString());
  return names;
}

/** The bytes of the first record that names a file, where the journal has no copy. */
function recordOf({ bytes }: Made, name: string): Buffer {
  const wanted = Buffer.from(name, 'utf16le');
  for (let at = 0; at < bytes.length; at += KiB) {
    const record = bytes.subarray(at, at + KiB);
    if (record.toString('latin1', 0, 4) === 'FILE' && record.includes(wanted)) return record;
  }
  throw new Error(`no record names ${name}`);
}

/** The bytes of an attribute within a record. */
function attributeOf(record: Buffer, type: number): Buffer {
  let at = record.readUInt16LE(20);
  while (record.readUInt32LE(at) !== type) at += record.readUInt32LE(at + 4);
  return record.subarray(at, at + record.readUInt32LE(at + 4));
}

/** Sixteen clusters of one letter each, as LZNT1 makes them: a letter and a copy of it. They fit into one cluster. */
function lettersCompressed(): Buffer {
  const letters = Array.from({ length: 16 }, (_, index) => [0x03, 0xb0, 0x02, 65 + index, 0xfc, 0x0f]);
  const bytes = Buffer.alloc(4 * KiB);
  Buffer.from(letters.flat()).copy(bytes);
  return bytes;
}

/** Gives the last attribute of a record other pairs of clusters, and makes it 8 bytes longer for them. */
function replaceMappingPairs(record: Buffer, type: number, pairs: readonly number[]): void {
  const attribute = attributeOf(record, type);
  const end = attribute.byteOffset - record.byteOffset + attribute.length;
  record.copyWithin(end + 8, end, end + 8);
  attribute.writeUInt32LE(attribute.length + 8, 4);
  record.writeUInt32LE(record.readUInt32LE(24) + 8, 24);
  const at = end - attribute.length + attribute.readUInt16LE(32);
  Buffer.from(pairs).copy(record.fill(0, at, end + 8), at);
}

const unsupported = { name: 'DiskError', code: 'unsupported' };

suite('NTFS', () => {
  for (const clusterSize of [512, 4 * KiB, 64 * KiB]) {
    test(`reads what ntfs-3g reads, with clusters of ${clusterSize} bytes`, () =>
      withVolume(
        { clusterSize, label: 'Метка' },
        async (tree) => {
          await mkdir(join(tree, 'many'));
          for (let index = 0; index < 700; index++)
            await writeFile(join(tree, `many/some longer name ${index}`), `${index}`);
          await writeFile(join(tree, 'big.bin'), noise(3_000_001));
          await writeFile(join(tree, 'Ünïcode имя.txt'), 'текст');
          for (let index = 0; index < 60; index++)
            await link(join(tree, 'big.bin'), join(tree, `another name of it ${index}`));
        },
        async (made) => {
          const { image, volume } = made;
          for (const path of ['big.bin', 'Ünïcode имя.txt', 'many/some longer name 699', 'another name of it 59']) {
            const judged = await program(['ntfscat', '-f', image, path]);
            assert.ok((await contentAt(made, path)).equals(judged), path);
          }
          const judged = (await program(['ntfsls', '-f', '-p', 'many', image])).toString().trim().split('\n');
          // It lists them in another order.
          assert.deepEqual(
            (await namesIn(await nodeAt(volume.root, 'many'))).toSorted(),
            judged.filter((name) => !/^\.+$/.test(name)).toSorted(),
          );
          const facts = (await program(['ntfsinfo', '-f', '-m', image])).toString();
          const fact = (name: string): string => new RegExp(`${name}: (\\S+)`).exec(facts)?.[1] ?? '';
          assert.equal(volume.label, 'Метка');
          assert.deepEqual(await volume.usage(), {
            size: Number(fact('Volume Size in Clusters')) * clusterSize,
            free: Number(fact('Free Clusters')) * clusterSize,
          });
          const blkid = (await program(['blkid', '-p', '-o', 'value', '-s', 'UUID', image])).toString().trim();
          assert.equal(volume.uuid, blkid);
          assert.deepEqual(volume.warnings, []);
        },
      ));
  }

  test('reads compressed files, in units that are compressed, as they are, or not there', () =>
    withVolume(
      {},
      async (tree) => {
        const head = Buffer.concat(Array.from({ length: 16 }, (_, index) => Buffer.alloc(4 * KiB, 65 + index)));
        await writeFile(join(tree, 'packed.bin'), Buffer.concat([head, noise(64 * KiB), Buffer.alloc(60 * KiB)]));
      },
      async (made) => {
        const { image, bytes } = made;
        const expected = await contentAt(made, 'packed.bin');
        const at = bytes.indexOf(expected.subarray(0, 64 * KiB));
        lettersCompressed().copy(bytes.fill(0xee, at, at + 64 * KiB), at);
        bytes.fill(0xee, at + 128 * KiB, at + 188 * KiB);
        const record = recordOf(made, 'packed.bin');
        const lcn = at / (4 * KiB);
        replaceMappingPairs(record, 0x80, [0x21, 1, lcn & 0xff, lcn >> 8, 1, 15, 0x11, 16, 16, 1, 16]);
        const data = attributeOf(record, 0x80);
        data.writeUInt16LE(1, 12);
        data.writeUInt8(4, 34);
        data.writeBigUInt64LE(47n, 24);
        data.writeBigUInt64LE(BigInt(192 * KiB), 40);
        await writeFile(image, bytes);
        assert.ok((await program(['ntfscat', '-f', image, 'packed.bin'])).equals(expected));
        const node = await nodeAt((await openNtfs(bufferSource(bytes))).root, 'packed.bin');
        assert.ok(node?.kind === 'file');
        assert.ok((await node.content.read(0, MiB)).equals(expected));
        for (const [offset, length] of [
          [65_530, 10],
          [4095, 2],
          [131_000, 100],
          [180_000, 9000],
        ] as const) {
          assert.ok((await node.content.read(offset, length)).equals(expected.subarray(offset, offset + length)));
        }
      },
    ));

  test('finds names by any case, short ones too, and shows neither these nor the files of the volume', () =>
    withVolume(
      {},
      async (tree) => {
        await mkdir(join(tree, 'Folder'));
        await writeFile(join(tree, 'Folder/ÄÖ ж.txt'), 'here');
        await link(join(tree, 'Folder/ÄÖ ж.txt'), join(tree, 'Folder/AEOE~1.TXT'));
      },
      async ({ bytes }) => {
        const short = Buffer.from('AEOE~1.TXT', 'utf16le');
        for (let at = bytes.indexOf(short); at >= 0; at = bytes.indexOf(short, at + 1)) bytes.writeUInt8(2, at - 1);
        const { root } = await openNtfs(bufferSource(bytes));
        assert.deepEqual(await namesIn(root), ['Folder']);
        assert.deepEqual(await namesIn(await nodeAt(root, 'folder')), ['ÄÖ ж.txt']);
        const node = await nodeAt(root, 'FOLDER/äö Ж.TXT');
        assert.ok(node?.kind === 'file');
        assert.equal((await nodeAt(root, 'FOLDER/aeoe~1.txt'))?.id, node.id);
        for (const absent of ['Fold', '$MFT', '$Extend', '.', '', 'Folder/none']) {
          assert.equal(await nodeAt(root, absent), null, absent);
        }
      },
    ));

  test('reads symbolic links with slashes', () =>
    withVolume(
      {},
      async (tree) => {
        await symlink('../a/b', join(tree, 'relative'));
        await symlink('/Windows/System32', join(tree, 'absolute'));
      },
      async ({ volume }) => {
        const target = async (name: string): Promise<string> => {
          const node = await nodeAt(volume.root, name);
          assert.ok(node?.kind === 'link');
          return (await node.target()).toString();
        };
        assert.equal(await target('relative'), '../a/b');
        assert.equal(await target('absolute'), 'C:/Windows/System32');
      },
    ));

  test('tells what is stored elsewhere or encrypted from what is missing', () =>
    withVolume(
      {},
      async (tree) => {
        await symlink('x', join(tree, 'compact.exe'));
        await symlink('x', join(tree, 'cloud'));
        await writeFile(join(tree, 'secret.bin'), noise(9000));
      },
      async (made) => {
        const tagOf = (name: string): Buffer => attributeOf(recordOf(made, name), 0xc0).subarray(24);
        tagOf('compact.exe').writeUInt32LE(0x8000_0017);
        tagOf('cloud').writeUInt32LE(0x9000_701a);
        recordOf(made, 'cloud').writeUInt16LE(3, 22);
        attributeOf(recordOf(made, 'secret.bin'), 0x80).writeUInt16LE(0x4000, 12);
        const { root } = await openNtfs(bufferSource(made.bytes));
        const compact = await nodeAt(root, 'compact.exe');
        assert.ok(compact?.kind === 'file');
        await assert.rejects(compact.content.read(0, 1), unsupported);
        const secret = await nodeAt(root, 'secret.bin');
        assert.ok(secret?.kind === 'file');
        assert.equal(secret.content.size, 9000);
        await assert.rejects(secret.content.read(0, 1), unsupported);
        const cloud = await nodeAt(root, 'cloud');
        assert.ok(cloud?.kind === 'directory');
        await assert.rejects(namesIn(cloud), unsupported);
        await assert.rejects(cloud.find(Buffer.from('x')), unsupported);
      },
    ));

  test('says that a volume needs to be checked, that its journal is not empty, or that a system sleeps on it', () =>
    withVolume(
      {},
      async (tree) => {
        await writeFile(join(tree, 'HiberFil.sys'), Buffer.concat([Buffer.from('hibr'), Buffer.alloc(9000)]));
      },
      async ({ image, bytes, volume }) => {
        assert.deepEqual(volume.warnings, ['hibernated']);
        const log = bytes.indexOf(Buffer.alloc(8 * KiB, 0xff));
        for (const [flags, warnings] of [
          [2, ['hibernated']],
          [0, ['not-clean', 'hibernated']],
        ] as const) {
          restartPage(bytes.subarray(log, log + 4 * KiB), flags);
          assert.deepEqual((await openNtfs(bufferSource(bytes))).warnings, warnings);
        }
        bytes.fill(0, log, log + 8 * KiB);
        assert.deepEqual((await openNtfs(bufferSource(bytes))).warnings, ['not-clean', 'hibernated']);
        await program(['ntfsfix', image]);
        assert.deepEqual((await openNtfs(bufferSource(await readFile(image)))).warnings, ['not-clean', 'hibernated']);
      },
    ));

  test('is not taken for a volume that BitLocker encrypted, nor one that was cut off for a whole one', () =>
    withVolume(
      { size: 8 * MiB },
      async () => {},
      async ({ image, bytes }) => {
        assert.equal((await openFileSystem(bufferSource(bytes))).kind, 'file-system');
        assert.equal((await openFileSystem(bufferSource(bytes.subarray(0, 20 * KiB)))).kind, 'unknown');
        bytes.write('-FVE-FS-', 3, 'latin1');
        assert.equal((await openFileSystem(bufferSource(bytes))).kind, 'encrypted');
        await appendFile(image, 'more');
        assert.deepEqual((await openNtfs(bufferSource(await readFile(image)))).warnings, []);
      },
    ));
});

/** Makes a page of 0xff one of the two with which the journal begins, with a client and these flags. */
function restartPage(page: Buffer, flags: number): void {
  page.fill(0);
  page.write('RSTR', 'latin1');
  page.writeUInt16LE(30, 4);
  page.writeUInt16LE(9, 6);
  page.writeUInt32LE(4 * KiB, 16);
  page.writeUInt32LE(4 * KiB, 20);
  page.writeUInt16LE(48, 24);
  page.writeBigUInt64LE(7n, 48);
  page.writeUInt16LE(0, 60);
  page.writeUInt16LE(flags, 62);
}
