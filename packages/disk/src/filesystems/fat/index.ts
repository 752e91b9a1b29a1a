import type { ByteSource } from '../../byte-source.ts';
import type { DirectoryNode, FileNode, FileSystem, FileSystemWarning } from '../file-system.ts';
import { contentOfChain } from './chain.ts';
import { type DirectoryPlace, type DirectoryRecord, labelIn, recordsIn } from './directory.ts';
import { openVolume, type Volume } from './volume.ts';

export { isFat } from './boot-sector.ts';

/** Nothing in a FAT file system has an owner. */
const owner = null;

/**
 * Opens FAT12, FAT16 or FAT32 with long names (Microsoft, "FAT32 File System Specification" 1.03). Short names without a
 * long one are read in code page 437; times are taken as UTC.
 * @throws DiskError
 */
export async function openFat(source: ByteSource): Promise<FileSystem> {
  const volume = await openVolume(source);
  const { root, size, clusterSize, uuid, label } = volume.geometry;
  return {
    kind: 'fat',
    label: (await labelIn(volume, root)) ?? label,
    uuid,
    warnings: await warningsOf(volume),
    root: { kind: 'directory', id: 'root', owner, modifiedAt: 0, ...directory(volume, root) },
    usage: async () => ({ size, free: (await volume.freeClusters()) * clusterSize }),
  };
}

async function warningsOf(volume: Volume): Promise<FileSystemWarning[]> {
  const { dirty, errors } = await volume.marks();
  return [...(dirty ? (['not-clean'] as const) : []), ...(errors ? (['errors'] as const) : [])];
}

function directory(volume: Volume, place: DirectoryPlace): Pick<DirectoryNode, 'entries' | 'find'> {
  return {
    async *entries() {
      for await (const record of recordsIn(volume, place)) {
        yield { name: Buffer.from(record.name), node: async () => nodeOf(volume, record) };
      }
    },
    async find(wanted) {
      const name = wanted.toString().toUpperCase();
      for await (const record of recordsIn(volume, place)) {
        if (record.name.toUpperCase() === name || record.alias.toUpperCase() === name) return nodeOf(volume, record);
      }
      return null;
    },
  };
}

/** Files are told apart by their records, for empty ones lie nowhere; directories by where they lie. */
function nodeOf(volume: Volume, { isDirectory, place, cluster, size, modifiedAt }: DirectoryRecord): FileNode {
  if (!isDirectory) {
    return { kind: 'file', id: `file ${place}`, owner, modifiedAt, content: contentOfChain(volume, cluster, size) };
  }
  const entries = directory(volume, { kind: 'chain', cluster });
  return { kind: 'directory', id: `directory ${cluster}`, owner, modifiedAt, ...entries };
}
