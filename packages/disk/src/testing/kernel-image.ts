import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ByteSource } from '../byte-source.ts';
import { withFileSource } from './file-source.ts';
import { program } from './program.ts';
import { withTemporaryDirectory } from './qemu-img.ts';
import type { Keeps } from './sample-tree.ts';
import type { Tree } from './tree.ts';

const IMAGES = fileURLToPath(new URL('kernel-images/', import.meta.url));

/** What the trees beside the images say. */
export const KERNEL_IMAGE_KEEPS: Keeps = {
  owners: true,
  links: true,
  hardLinks: true,
  specials: true,
  byteNames: true,
  times: 1000,
};

/**
 * Runs `use` with a file system that a kernel wrote (`scripts/write-kernel-images.ts`), copied while it was mounted, and the tree
 * of files that the kernel saw in it, with owners and times.
 */
export async function withKernelImage(
  name: 'xfs' | 'btrfs',
  use: (source: ByteSource, tree: Tree) => Promise<void>,
): Promise<void> {
  const tree: Record<string, string> = JSON.parse(await readFile(join(IMAGES, `${name}.json`), 'utf8'));
  await withTemporaryDirectory(async (directory) => {
    const image = join(directory, 'image');
    await program(['zstd', '-q', '-d', '--long=27', join(IMAGES, `${name}.img.zst`), '-o', image]);
    await withFileSource(image, (source) => use(source, new Map(Object.entries(tree))));
  });
}
