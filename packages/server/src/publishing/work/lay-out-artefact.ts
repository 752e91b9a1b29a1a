import { treeExport, type TreeReader } from '@ingot/chunk-store';
import { DiskError, laidOutFile, layOutImage, type Blocks } from '@ingot/disk';
import { IngotError } from '../../kernel/errors.ts';
import type { FileType } from '../file-types.ts';

/**
 * The file that a disk is to become; any of it is made when it is read. The same disk is the same file.
 *
 * @throws `conflict` for a disk that the format cannot hold, ChunkStoreError.
 */
export async function layOutArtefact(disk: TreeReader, fileType: FileType): Promise<Blocks> {
  const blocks = treeExport(disk);
  try {
    return laidOutFile(await layOutImage(fileType, blocks, Buffer.from(disk.root, 'hex')), blocks);
  } catch (error) {
    if (!(error instanceof DiskError) || error.code === 'io') throw error;
    throw new IngotError('conflict', error.message, { cause: error });
  }
}
