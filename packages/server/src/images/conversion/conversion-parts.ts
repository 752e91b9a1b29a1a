import type { ChunkStore, FileInTree, StoredTree, TreeReader } from '@ingot/chunk-store';
import type { ByteSource, Unpacker } from '@ingot/disk';
import type { JobRun } from '../../jobs/index.ts';

/** What a disk is taken out of: a file, and where it lies. */
export interface DiskContent extends ByteSource {
  readonly file: FileInTree;
}

/** A tree that is a file as a whole. */
export function wholeTree(tree: Pick<TreeReader, 'size' | 'read' | 'runs'>): DiskContent {
  return { size: tree.size, read: (offset, length) => tree.read(offset, length), file: { tree, start: 0 } };
}

export interface Converted {
  /** Held until it is released. */
  readonly tree: StoredTree;
  /** What is said of the machine beside the disk, as properties of an image. */
  readonly properties: Readonly<Record<string, string>>;
}

export interface ConversionRun {
  readonly signal: AbortSignal;
  /** Told now and then how far it is. */
  readonly progress: JobRun['progress'];
}

export interface ConverterParts {
  readonly chunks: Pick<ChunkStore, 'extract' | 'ingest' | 'open'>;
  readonly unpacker: Unpacker;
  /** Of a disk, in bytes. */
  readonly maxSize: number;
}
