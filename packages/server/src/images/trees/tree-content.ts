import { IngotError } from '../../kernel/errors.ts';
import type { Image, ImageContent } from '../image.ts';
import type { ImageContext } from '../image-context.ts';
import { formatsOf, inspectContent, type Formats } from '../image-inspection.ts';
import { checkSize } from '../image-intake.ts';
import type { ImageTransaction } from '../image-store.ts';
import { requireSafe } from '../image-uploads.ts';
import type { HeldTree } from '../images.ts';
import { fromChunkStore } from '../storage-errors.ts';
import { enqueueChecksums } from './checksum-job.ts';

/** What the bytes of a disk are. */
export const DISK = { disk: 'raw', container: 'bare' } as const satisfies Formats;

/**
 * Holds a tree against what it is said to be: a disk may hold what is no disk to whoever opens it by its first bytes.
 *
 * @returns the size of the disk that a guest sees. @throws `too-large`, `content-refused`.
 */
export async function inspectTree(
  { chunks, settings }: ImageContext,
  tree: HeldTree,
  formats: Formats,
): Promise<number> {
  checkSize(tree.size, null, settings.maxSize);
  try {
    return await inspectContent(await chunks.open(tree.root), formats);
  } catch (error) {
    throw fromChunkStore(error);
  }
}

/**
 * A held tree as the content of an image, in the transaction that makes it so; `wakeJobs` is to be called afterwards.
 *
 * @throws `unavailable` when it is not held any more.
 */
export async function adoptTree(
  { clock }: ImageContext,
  tx: ImageTransaction,
  tree: HeldTree,
  virtualSize: number,
): Promise<ImageContent> {
  await requireSafe(tx, tree);
  const { root, size, newBytes = null } = tree;
  const checksums = await tx.checksumsFind(root);
  if (!checksums) await enqueueChecksums(tx, root, clock.now());
  return { root, size, virtualSize, checksums, newBytes };
}

/** @throws `invalid`. */
export function requireFormats(image: Image): Formats {
  const formats = formatsOf(image);
  if (formats) return formats;
  throw new IngotError('invalid', 'Set the properties disk_format and container_format of the image first.');
}
