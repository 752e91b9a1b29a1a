import type { ChunkStore, StoredTree, TreeReader } from '@ingot/chunk-store';
import type { QemuImg, Unpacker } from '@ingot/disk';
import type { SocketPlaces } from './socket-places.ts';

/** What a disk is taken out of: a tree, or a stretch of one. */
export type DiskContent = Pick<TreeReader, 'size' | 'read' | 'send' | 'extents'>;

export interface Converted {
  /** Held until it is released. */
  readonly tree: StoredTree;
  /** What is said of the machine beside the disk, as properties of an image. */
  readonly properties: Readonly<Record<string, string>>;
}

export interface ConversionRun {
  readonly signal: AbortSignal;
  /** Told sentences for people now and then. */
  readonly progress: (sentence: string) => void;
}

export interface ConverterParts {
  readonly chunks: Pick<ChunkStore, 'derive' | 'ingest' | 'open'>;
  readonly qemuImg: QemuImg;
  readonly unpacker: Unpacker;
  readonly sockets: SocketPlaces;
  /** Of a disk, in bytes. */
  readonly maxSize: number;
}
