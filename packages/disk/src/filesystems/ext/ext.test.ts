import { truncate, writeFile } from 'node:fs/promises';
import { MiB } from '../../bytes/units.ts';
import { testFileSystem } from '../../testing/file-system-contract.ts';
import { program } from '../../testing/program.ts';
import type { Keeps } from '../../testing/sample-tree.ts';

const POSIX: Keeps = { owners: true, links: true, hardLinks: true, specials: true, byteNames: true, times: 1000 };

/** Every layout that mke2fs makes and that a reader has to tell apart. */
const VARIANTS: Readonly<Record<string, readonly string[]>> = {
  'ext4 as Debian makes it': ['-t', 'ext4'],
  'ext4 with blocks of 1 KiB': ['-t', 'ext4', '-b', '1024'],
  'ext4 with blocks of 64 KiB': ['-t', 'ext4', '-b', '65536'],
  'ext4 with data in inodes': ['-t', 'ext4', '-I', '1024', '-O', 'inline_data'],
  'ext4 with small inodes': ['-t', 'ext4', '-I', '128', '-O', '^metadata_csum'],
  'ext4 with descriptors in meta groups': ['-t', 'ext4', '-b', '1024', '-g', '256', '-O', 'meta_bg,^resize_inode'],
  'ext4 with clusters': ['-t', 'ext4', '-b', '1024', '-O', 'bigalloc', '-C', '16384'],
  'ext4 with two copies of the superblock': ['-t', 'ext4', '-b', '1024', '-g', '1024', '-O', 'sparse_super2'],
  'ext4 without 64 bits, checksums or flexible groups': ['-t', 'ext4', '-O', '^64bit,^metadata_csum,^flex_bg'],
  'ext4 with folded case, large directories, big attributes and verity': [
    '-t',
    'ext4',
    '-O',
    'casefold,large_dir,ea_inode,verity,quota,project',
  ],
  'ext4 of many small groups': ['-t', 'ext4', '-b', '1024', '-g', '512'],
  ext3: ['-t', 'ext3'],
  ext2: ['-t', 'ext2', '-b', '1024'],
  'ext2 of the first revision': ['-t', 'ext2', '-r', '0'],
};

for (const [name, options] of Object.entries(VARIANTS)) {
  testFileSystem({
    name,
    keeps: POSIX,
    adds: ['/lost+found'],
    async make(folder, image) {
      await writeFile(image, '');
      await truncate(image, 96 * MiB);
      await program(['mke2fs', '-q', '-F', '-N', '2000', ...options, '-d', folder, image]);
    },
  });
}
