import { treeExport, type TreeReader } from '@ingot/chunk-store';
import { laidOutFile, layOutImage, type Blocks } from '@ingot/disk';
import type { StreamedFormat } from './export-format.ts';
import type { LayoutCache } from './layout-cache.ts';

/**
 * The file of a format, made while it is read. @param layouts where its tables are planned once.
 *
 * @throws DiskError, ChunkStoreError
 */
export async function exportedFile(layouts: LayoutCache, disk: TreeReader, format: StreamedFormat): Promise<Blocks> {
  const blocks = treeExport(disk);
  if (format === 'raw') return blocks;
  const layout = await layouts.get(disk.root, format, () => layOutImage(format, blocks, identityOf(disk)));
  return laidOutFile(layout, blocks);
}

/** Equal disks get equal identifiers: nothing else tells them apart. */
export function identityOf({ root }: Pick<TreeReader, 'root'>): Buffer {
  return Buffer.from(root, 'hex');
}
