import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makePartitionedDisk, makeXfs, program, type PartitionRecipe } from '@ingot/disk/testing';
import type { LinuxContent } from './astra-content.ts';

export type Kind = 'ext4' | 'xfs' | 'btrfs';

const MiB = 1024 * 1024;
const ROOT = 64 * MiB;
const BTRFS_ROOT = 128 * MiB;
const SYSTEM = 36 * MiB;
/** Types of partitions in a GPT. */
export const GPT_TYPES = {
  system: 'C12A7328-F81F-11D2-BA4B-00A0C93EC93B',
  linux: '0FC63DAF-8483-4772-8E79-3D69D8477DE4',
};

/** Runs `use` with a directory that is removed afterwards. */
export async function withDirectory<T>(use: (directory: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(path.join(tmpdir(), 'ingot-guest-'));
  try {
    return await use(directory);
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** Writes a file system, labelled `root`, with this content to a new file. */
export async function makeFileSystem(file: string, kind: Kind, content: LinuxContent): Promise<void> {
  const tree = `${file}.tree`;
  await writeTree(tree, content);
  if (kind === 'xfs') return makeXfs(file, tree, ['-L', 'root']);
  await writeFile(file, '');
  await truncate(file, kind === 'btrfs' ? BTRFS_ROOT : ROOT);
  await program(
    kind === 'btrfs'
      ? ['mkfs.btrfs', '-q', '-L', 'root', '--rootdir', tree, file]
      : ['mke2fs', '-q', '-t', 'ext4', '-L', 'root', '-d', tree, file],
  );
}

/** A disk with an EFI partition, loader and all, and a root file system behind it, or other partitions. */
export async function makeUefiDisk(image: string, root: string | readonly PartitionRecipe[]): Promise<void> {
  const system = `${image}.system`;
  await writeTree(`${system}.tree`, { 'EFI/BOOT/BOOTX64.EFI': 'MZ' });
  await writeFile(system, '');
  await truncate(system, SYSTEM);
  await program(['mkfs.vfat', '-F', '32', '-n', 'ESP', system]);
  await program(['mcopy', '-s', '-i', system, path.join(`${system}.tree`, 'EFI'), '::']);
  const others =
    typeof root === 'string' ? [{ type: GPT_TYPES.linux, name: 'root', size: BTRFS_ROOT, content: root }] : root;
  await makePartitionedDisk(image, 'gpt', [
    { type: GPT_TYPES.system, name: 'ESP', size: SYSTEM, content: system },
    ...others,
  ]);
}

export async function makeBiosDisk(image: string, root: string): Promise<void> {
  await makePartitionedDisk(image, 'dos', [{ type: '83', bootable: true, size: BTRFS_ROOT, content: root }]);
}

async function writeTree(directory: string, content: LinuxContent): Promise<void> {
  await mkdir(directory, { recursive: true });
  for (const [name, what] of Object.entries(content)) {
    const at = path.join(directory, name);
    await mkdir(path.dirname(at), { recursive: true });
    if (typeof what === 'string') await writeFile(at, what, 'latin1');
    else await symlink(what.link, at);
  }
}
