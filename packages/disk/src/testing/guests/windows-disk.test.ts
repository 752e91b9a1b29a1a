import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import type { FileNode, FileSystem } from '../../filesystems/file-system.ts';
import { openFileSystem, type Opened } from '../../filesystems/open-file-system.ts';
import { readLayout } from '../../partitions/read-layout.ts';
import { openHive } from '../../registry/index.ts';
import { bufferSource } from '../buffer-source.ts';
import { withTemporaryDirectory } from '../qemu-img.ts';
import { BAD_WINDOWS, GOOD_WINDOWS, type WindowsContent } from './windows-content.ts';
import { makeWindowsDisk, type WindowsDiskOptions } from './windows-disk.ts';

/** The partitions of a disk that is made so, opened. */
async function partsOf(content: WindowsContent, options: WindowsDiskOptions): Promise<Opened[]> {
  return withTemporaryDirectory(async (directory) => {
    const image = join(directory, 'disk');
    await makeWindowsDisk(image, content, options);
    const { parts } = await readLayout(bufferSource(await readFile(image)));
    return Promise.all(parts.map((part) => openFileSystem(part.source)));
  });
}

function fileSystemOf(opened: Opened | undefined): FileSystem {
  assert.equal(opened?.kind, 'file-system');
  return opened.fileSystem;
}

async function nodeAt({ root }: FileSystem, path: string): Promise<FileNode | null> {
  let node: FileNode | null = root;
  for (const name of path.split('/')) node = node?.kind === 'directory' ? await node.find(Buffer.from(name)) : null;
  return node;
}

async function valueAt(drive: FileSystem, hive: string, key: string, name: string): Promise<unknown> {
  const file = await nodeAt(drive, `windows/system32/CONFIG/${hive}`);
  assert.ok(file?.kind === 'file');
  const value = await (await (await openHive(file.content)).key(key.split('\\')))?.value(name);
  return value?.data;
}

suite('disks with Windows', () => {
  test('with UEFI, as it should be', async () => {
    const parts = await partsOf(GOOD_WINDOWS, {});
    assert.equal(parts.length, 4);
    const drive = fileSystemOf(parts[2]);
    assert.deepEqual([drive.kind, drive.label, drive.warnings], ['ntfs', 'Windows', []]);
    assert.equal(
      await valueAt(drive, 'software', 'microsoft\\windows nt\\currentversion', 'EditionID'),
      'Professional',
    );
    assert.equal(await valueAt(drive, 'SYSTEM', 'Setup\\Status\\SysprepStatus', 'GeneralizationState'), 7);
    assert.ok(await nodeAt(drive, 'program files/qemu-ga/QEMU-GA.exe'));
    assert.equal(fileSystemOf(parts[3]).label, 'Recovery');
  });

  test('with a BIOS, as it should not be', async () => {
    const parts = await partsOf(BAD_WINDOWS, { firmware: 'bios' });
    assert.equal(parts.length, 2);
    const drive = fileSystemOf(parts[1]);
    assert.deepEqual(drive.warnings, ['hibernated']);
    assert.equal(await valueAt(drive, 'SYSTEM', 'Select', 'Current'), 2);
    assert.equal(
      await valueAt(drive, 'SYSTEM', 'ControlSet002\\Services\\Tcpip\\Parameters', 'Domain'),
      'old.example.test',
    );
    assert.ok(await nodeAt(drive, 'Users/user/Desktop/Пароли.txt'));
  });

  test('encrypted with BitLocker', async () => {
    const parts = await partsOf(GOOD_WINDOWS, { bitLocker: true });
    assert.deepEqual(parts[2], { kind: 'encrypted', scheme: 'bitlocker' });
  });
});
