/**
 * Writes the file systems in `src/testing/kernel-images`: those parts of XFS and Btrfs that only a kernel makes (trees of extents, reserved
 * and shared blocks, compression, subvolumes, a log that was not replayed), each with the tree of files that the kernel saw.
 *
 * `node packages/disk/scripts/write-kernel-images.ts`, as root on a machine with loop devices and both file systems. The
 * results are checked in; there is no need to run it again but to add something to them.
 */
import { constants, cp, mkdtemp, mkdir, open, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { KiB, MiB } from '../src/bytes/units.ts';
import { KERNEL_IMAGE_KEEPS } from '../src/testing/kernel-image.ts';
import { program } from '../src/testing/program.ts';
import { treeOnHost } from '../src/testing/tree.ts';

const TARGET = fileURLToPath(new URL('../src/testing/kernel-images/', import.meta.url));
const BLOCK = 4 * KiB;

interface Kind {
  readonly size: number;
  readonly make: readonly [string, ...string[]];
  readonly mount: string;
  readonly fill: (root: string) => Promise<void>;
}

const KINDS: Readonly<Record<string, Kind>> = {
  xfs: {
    size: 64 * MiB,
    make: ['mkfs.xfs', '-q', '--unsupported', '-L', 'kernel', '-m', 'bigtime=1,reflink=1'],
    mount: 'noatime',
    fill: fillCommon,
  },
  btrfs: {
    size: 128 * MiB,
    make: ['mkfs.btrfs', '-q', '-L', 'kernel'],
    mount: 'noatime,max_inline=2048',
    fill: async (root) => {
      await fillCommon(root);
      await mkdir(join(root, 'packed'));
      for (const compression of ['zlib', 'lzo', 'zstd'])
        await fillCompressed(join(root, 'packed', compression), compression);
      await program(['btrfs', 'subvolume', 'create', join(root, '@home')]);
      await program(['btrfs', 'subvolume', 'create', join(root, '@home/inner')]);
      await writeFile(join(root, '@home/inner/file'), 'in a subvolume of a subvolume');
      await program(['btrfs', 'subvolume', 'snapshot', join(root, '@home'), join(root, 'snapshot')]);
      await program(['btrfs', 'subvolume', 'snapshot', join(root, '@home'), join(root, '@home/inner/snapshot')]);
      await program(['btrfs', 'subvolume', 'set-default', join(root, '@home')]);
    },
  },
};

async function fillCommon(root: string): Promise<void> {
  const at = (name: string): string => join(root, name);
  await symlink(`/${'long/'.repeat(180)}target`, at('long-link'));
  await writeFile(
    Buffer.concat([Buffer.from(`${root}/`), Buffer.from('6e6577206c696e650a1b5b33316d20ff', 'hex')]),
    'odd',
  );
  await program(['mkfifo', at('pipe')]);
  await program(['mknod', at('device'), 'c', '1', '3']);
  await program(['chown', '1000:1001', at('pipe')]);
  await mkdir(at('many'));
  for (let index = 0; index < 200; index++) await writeFile(at(`many/name-${'x'.repeat(100)}-${index}`), `${index}`);
  for (let index = 0; index < 200; index += 3) await rm(at(`many/name-${'x'.repeat(100)}-${index}`));
  await withFile(at('scattered'), async (write) => {
    for (let block = 0; block < 1200; block += 3) await write(Buffer.alloc(BLOCK, `block ${block} `), block * BLOCK);
  });
  await program(['fallocate', '-l', String(MiB), at('reserved')]);
  await withFile(at('reserved'), (write) => write(Buffer.from('in the middle'), 500_000));
  await writeFile(at('origin'), text(80 * KiB));
  await program(['cp', '--reflink=always', at('origin'), at('shared')]);
  await withFile(at('shared'), (write) => write(Buffer.from('changed'), 30_000));
  await writeFile(at('old'), 'written before the epoch');
  await program(['touch', '-d', '1905-01-01T00:00:00.25Z', at('old')]);
  await writeFile(at('new'), 'written after 2038');
  await program(['touch', '-d', '2050-01-02T03:04:05.75Z', at('new')]);
}

async function fillCompressed(directory: string, compression: string): Promise<void> {
  await mkdir(directory);
  await program(['btrfs', 'property', 'set', directory, 'compression', compression]);
  await writeFile(join(directory, 'text'), text(200 * KiB));
  await writeFile(join(directory, 'zeros'), Buffer.alloc(300 * KiB));
  await writeFile(join(directory, 'small'), text(1500));
  await program(['cp', '--reflink=always', join(directory, 'text'), join(directory, 'shared')]);
  await withFile(join(directory, 'shared'), (write) => write(text(10 * KiB), 100_000));
}

/** Text that packs neither to nothing nor not at all. */
function text(length: number): Buffer {
  const lines = Array.from({ length: Math.ceil(length / 10) }, (_, index) => `line ${index} of ${index % 7}\n`);
  return Buffer.from(lines.join('')).subarray(0, length);
}

async function withFile(
  path: string,
  use: (write: (bytes: Buffer, position: number) => Promise<void>) => Promise<void>,
): Promise<void> {
  await using file = await open(path, constants.O_RDWR | constants.O_CREAT);
  await use(async (bytes, position) => void (await file.write(bytes, 0, bytes.length, position)));
}

/** Copies the image while it is mounted: all that was in it is in its place, and the log holds one thing more. */
async function writeImage(name: string, { size, make, mount, fill }: Kind): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'ingot-images-'));
  const [image, root] = [join(directory, 'image'), join(directory, 'root')];
  await program(['truncate', '-s', String(size), image]);
  await program([...make, image]);
  await mkdir(root);
  await program(['mount', '-o', `loop,${mount}`, image, root]);
  try {
    await fill(root);
    await program(['umount', root]);
    await program(['mount', '-o', name === 'btrfs' ? 'loop,subvolid=5' : 'loop', image, root]);
    const tree = Object.fromEntries(await treeOnHost(root, KERNEL_IMAGE_KEEPS));
    await writeFile(join(TARGET, `${name}.json`), `${JSON.stringify(tree, null, 1)}\n`);
    await withFile(join(root, 'late'), (late) => late(Buffer.from('only in the log'), 0));
    await program(['sync', join(root, 'late')]);
    await cp(image, `${image}.copy`);
  } finally {
    await program(['umount', root]);
  }
  await program([
    'zstd',
    '-q',
    '-f',
    '--ultra',
    '-22',
    '--long=27',
    `${image}.copy`,
    '-o',
    join(TARGET, `${name}.img.zst`),
  ]);
  await rm(directory, { recursive: true });
}

await mkdir(TARGET, { recursive: true });
for (const [name, kind] of Object.entries(KINDS)) await writeImage(name, kind);
