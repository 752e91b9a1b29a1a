import assert from 'node:assert/strict';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import type { ByteSource } from '../byte-source.ts';
import { MiB } from '../bytes/units.ts';
import { DiskError } from '../disk-error.ts';
import type { DirectoryNode, FileSystem, RegularFile } from '../filesystems/file-system.ts';
import { openFileSystem } from '../filesystems/open-file-system.ts';
import { type Keeps, sampleName, writeSampleTree } from './sample-tree.ts';
import { sliceSource } from '../sources/slice-source.ts';
import { strictSource } from './strict-source.ts';
import { differences, treeOf, treeOnHost } from './tree.ts';

export interface FileSystemCase {
  readonly name: string;
  readonly keeps: Keeps;
  /** Paths that the maker puts there by itself. */
  readonly adds: readonly string[];
  /** Makes the file system of a folder with real programs, in a new file at `image`. */
  make(folder: string, image: string): Promise<void>;
}

/** What a reader may ask for in all: several times the sample tree. */
const BUDGET = { read: 4 * MiB, total: 256 * MiB };

/** What every reader of file systems keeps to, whoever made the file system. */
export function testFileSystem(each: FileSystemCase): void {
  suite(each.name, () => {
    let sample: Sample;
    before(async () => {
      sample = await makeSample(each);
    });
    after(() => sample.remove());

    test('the tree is the one that was put in: names, contents, links, owners, times', async () => {
      const { fileSystem, folder } = sample;
      const found = new Map(await treeOf(fileSystem.root, each.keeps));
      for (const path of each.adds) assert.ok(found.delete(path), `${path} is not there`);
      assert.deepEqual(differences(found, await treeOnHost(folder, each.keeps)), []);
    });

    test('every name is found, and no other; the same node has the same id', async () => {
      const { fileSystem } = sample;
      const names = await directoryAt(fileSystem, 'names');
      for await (const entry of names.entries()) {
        assert.equal((await names.find(entry.name))?.id, (await entry.node()).id, entry.name.toString());
      }
      const many = await directoryAt(fileSystem, 'many');
      assert.equal((await many.find(Buffer.from(sampleName('entry number 599.conf', each.keeps))))?.kind, 'file');
      for (const absent of ['entry number 600.conf', 'entry', '', '.', '..', 'x'.repeat(300)]) {
        assert.equal(await many.find(Buffer.from(absent)), null, absent);
      }
      if (each.keeps.hardLinks) {
        const other = await names.find(Buffer.from('other name of a'));
        assert.equal(other?.id, (await names.find(Buffer.from('a')))?.id);
      }
    });

    test('contents are read from anywhere, and end where they end', async () => {
      const { fileSystem, folder } = sample;
      for (const path of ['sizes/1500000.bin', 'sizes/160.bin', 'holes']) {
        const expected = await readFile(join(folder, path));
        const { content } = await fileAt(fileSystem, path);
        for (const offset of [0, 1, 100, 4095, 5000, 70_000, 1_048_575, 1_499_999, expected.length - 1]) {
          for (const length of [0, 1, 513, 9000, 300_000]) {
            const bytes = await content.read(offset, length);
            assert.ok(bytes.equals(expected.subarray(offset, offset + length)), `${path}: ${length} at ${offset}`);
          }
        }
        assert.equal((await content.read(expected.length, 10)).length, 0);
        assert.equal((await content.read(expected.length + 2 ** 40, 10)).length, 0);
      }
    });

    test('listings may be left in the middle, and run side by side', async () => {
      const { fileSystem } = sample;
      const many = await directoryAt(fileSystem, 'many');
      for await (const { name } of many.entries()) {
        assert.ok(name.length > 0);
        break;
      }
      const listings = [many.entries()[Symbol.asyncIterator](), many.entries()[Symbol.asyncIterator]()];
      for (let count = 0; count < 600; count++) {
        const [one, other] = [await listings[0]?.next(), await listings[1]?.next()];
        assert.ok(one?.done === false && other?.done === false && one.value.name.equals(other.value.name));
      }
    });

    test('it says how large and how full it is', async () => {
      const { fileSystem, image } = sample;
      const { size, free } = await fileSystem.usage();
      assert.ok(size > 4 * MiB && size <= image.size, `${size} bytes`);
      assert.ok(free > 0 && free < size - 2 * MiB, `${free} of ${size} bytes free`);
      assert.deepEqual(fileSystem.warnings, []);
    });

    test('what was cut off is told of, and never made up', async () => {
      const { fileSystem, image } = sample;
      const whole = await treeOf(fileSystem.root, each.keeps);
      for (const part of [0.001, 0.3, 0.7, 0.99]) {
        const opened = await openFileSystem(sliceSource(image, 0, Math.floor(image.size * part)));
        if (opened.kind !== 'file-system') continue;
        try {
          assert.deepEqual(await treeOf(opened.fileSystem.root, each.keeps), whole);
        } catch (error) {
          if (!(error instanceof DiskError)) throw error;
        }
      }
    });
  });
}

interface Sample {
  readonly folder: string;
  readonly image: ByteSource;
  readonly fileSystem: FileSystem;
  remove(): Promise<void>;
}

async function makeSample(each: FileSystemCase): Promise<Sample> {
  const directory = await mkdtemp(join(tmpdir(), 'ingot-file-system-'));
  const folder = join(directory, 'folder');
  const path = join(directory, 'image');
  await mkdir(folder);
  await writeSampleTree(folder, each.keeps);
  await each.make(folder, path);
  const descriptor = openSync(path, 'r');
  const image = strictSource(overwritingSource(descriptor), BUDGET);
  const opened = await openFileSystem(image);
  assert.ok(opened.kind === 'file-system', JSON.stringify(opened));
  return {
    folder,
    image,
    fileSystem: opened.fileSystem,
    async remove() {
      closeSync(descriptor);
      await rm(directory, { recursive: true });
    },
  };
}

/** Reads a file into the same memory again and again, as the contract of a source allows. */
function overwritingSource(descriptor: number): ByteSource {
  const { size } = fstatSync(descriptor);
  let memory = Buffer.alloc(0);
  return {
    size,
    async read(offset, length) {
      const wanted = Math.max(0, Math.min(length, size - offset));
      if (wanted > memory.length) memory = Buffer.alloc(wanted);
      memory.fill(0xdd);
      readSync(descriptor, memory, 0, wanted, offset);
      return memory.subarray(0, wanted);
    },
  };
}

async function directoryAt({ root }: FileSystem, name: string): Promise<DirectoryNode> {
  const node = await root.find(Buffer.from(name));
  assert.ok(node?.kind === 'directory', name);
  return node;
}

/** @param path of at most two components. */
async function fileAt(fileSystem: FileSystem, path: string): Promise<RegularFile> {
  const [first = '', second] = path.split('/');
  const node =
    second === undefined
      ? await fileSystem.root.find(Buffer.from(first))
      : await (await directoryAt(fileSystem, first)).find(Buffer.from(second));
  assert.ok(node?.kind === 'file', path);
  return node;
}
