import type { TreeReader } from '../read/tree-reader.ts';
import { backgroundChecksums } from './background-checksums.ts';

/** Of all bytes, in hex: what Glance wants to know of an image. */
export interface TreeChecksums {
  readonly md5: string;
  readonly sha512: string;
}

export interface ChecksumOptions {
  readonly signal: AbortSignal;
  /** Told now and then how many bytes have been taken. */
  readonly progress?: (done: number) => void;
}

/**
 * Reads a tree and makes its checksums in the background. Zeros are neither read nor sent.
 *
 * @throws ChunkStoreError, the signal's reason.
 */
export function treeChecksums(
  tree: TreeReader,
  { signal, progress = () => undefined }: ChecksumOptions,
): Promise<TreeChecksums> {
  return backgroundChecksums(['md5', 'sha512'], signal, async ({ bytes, zeros }) => {
    for await (const extent of tree.extents()) {
      const { offset, length } = extent;
      if (extent.kind === 'zero') await zeros(length);
      else await tree.send(bytes, { offset, length, signal });
      progress(offset + length);
    }
  });
}
