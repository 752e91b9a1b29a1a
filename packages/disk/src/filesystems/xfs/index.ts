import type { ByteSource } from '../../byte-source.ts';
import type { FileSystem, FileSystemWarning } from '../file-system.ts';
import { isLogClean } from './log.ts';
import { readDirectory } from './nodes.ts';
import { readSuperblock } from './superblock.ts';
import type { Superblock } from './superblock.ts';
import { openVolume } from './volume.ts';
import type { Volume } from './volume.ts';

export { isXfs } from './superblock.ts';

/**
 * XFS of versions 4 and 5, read only ("XFS Algorithms & Data Structures", 3rd edition). The checksums of version 5 are
 * verified. What is still in the log is not replayed: `not-clean` says that it may be missing.
 * @throws DiskError
 */
export async function openXfs(source: ByteSource): Promise<FileSystem> {
  const superblock = await readSuperblock(source);
  const volume = openVolume(source, superblock);
  const root = await readDirectory(volume, superblock.rootInode);
  return {
    kind: 'xfs',
    label: superblock.label,
    uuid: superblock.uuid,
    warnings: await warningsOf(volume),
    root,
    usage: async () => usageOf(superblock),
  };
}

async function warningsOf(volume: Volume): Promise<FileSystemWarning[]> {
  const warnings: FileSystemWarning[] = [];
  if (!(await isLogClean(volume))) warnings.push('not-clean');
  if (volume.superblock.features.needsRepair) warnings.push('errors');
  return warnings;
}

/** As `df` counts, which leaves the log out. */
function usageOf(superblock: Superblock): { size: number; free: number } {
  const { blocks, freeBlocks, logStart, logBlocks, blockSize } = superblock;
  const own = logStart === null ? blocks : blocks - logBlocks;
  return { size: own * blockSize, free: Math.min(freeBlocks, own) * blockSize };
}
