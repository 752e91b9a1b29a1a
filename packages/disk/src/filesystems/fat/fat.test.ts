import { open } from 'node:fs/promises';
import { testFileSystem } from '../../testing/file-system-contract.ts';
import { program } from '../../testing/program.ts';
import type { Keeps } from '../../testing/sample-tree.ts';

const FAT: Keeps = { owners: false, links: false, hardLinks: false, specials: false, byteNames: false, times: 2000 };

/** Options of mkfs.vfat, and the size in KiB. */
const VARIANTS: Readonly<Record<string, readonly [kib: number, ...options: string[]]>> = {
  FAT12: [12_288, '-F', '12', '-s', '8', '-n', 'SMALL'],
  FAT16: [24_576, '-F', '16', '-s', '1'],
  FAT32: [40_960, '-F', '32', '-s', '1', '-n', 'ESP'],
  'FAT32 with sectors of 4096 bytes': [307_200, '-F', '32', '-S', '4096', '-s', '1'],
  'FAT16 with one table and a small root': [24_576, '-F', '16', '-f', '1', '-r', '64'],
};

for (const [name, [kib, ...options]] of Object.entries(VARIANTS)) {
  testFileSystem({
    name,
    keeps: FAT,
    adds: [],
    make: (folder, image) => makeFat(folder, image, kib, options),
  });
}

testFileSystem({
  name: 'FAT32 with fewer clusters than Microsoft allows',
  keeps: FAT,
  adds: [],
  async make(folder, image) {
    await makeFat(folder, image, 40_960, ['-F', '32', '-s', '1']);
    // mtools would take it for FAT16; Linux and those who format small EFI partitions do not.
    await using file = await open(image, 'r+');
    const sectors = Buffer.alloc(4);
    sectors.writeUInt32LE(30_000);
    await file.write(sectors, 0, 4, 32);
  },
});

async function makeFat(folder: string, image: string, kib: number, options: readonly string[]): Promise<void> {
  await program(['mkfs.vfat', ...options, '-C', image, `${kib}`]);
  const names = (await program(['ls', '-A', folder]))
    .toString()
    .split('\n')
    .filter((line) => line !== '');
  await program(['mcopy', '-s', '-m', '-Q', '-i', image, ...names, '::/'], {
    cwd: folder,
    env: { TZ: 'UTC', LC_ALL: 'C.UTF-8' },
  });
}
