/**
 * Extraction: the tree of what lies scattered and packed in the file of another tree, as the disk in an image does.
 *
 *     map of the disk ──► chunks to make ──► a thread: reads chunks of the file, copies, unpacks, SHA-256 ──► pack ──► tree
 *                    ├──► zeros, of the disk or of the file ────────────────────────────────────────────────────────┤
 *                    └──► chunks that the file has as they are: held, by their ids; nothing is read ────────────────┘
 *
 * Where packs are no files on this machine, or what is made together lies in many chunks, threads do not read: chunks are lent to
 * them. Memory is bounded: so many chunks of the file are lent, a thread reads so many at a time, so many slots are filled,
 * however the disk is cut up. The bytes of the new tree have been seen by nobody as a whole, so it has no checksums.
 *
 * What is trusted: the map, to go from the beginning to the end without a gap. Bytes that come out of packed ones are bounded.
 */
import type { MappedExtent } from '@ingot/disk';
import type { TreeReader } from '../read/tree-reader.ts';

/** A file that lies in a tree, whose chunks somebody holds. */
export interface FileInTree {
  readonly tree: Pick<TreeReader, 'runs'>;
  /** Of its first byte in the tree. */
  readonly start: number;
}

/** What is in a file. */
export interface MappedDisk {
  /** In bytes. */
  readonly size: number;
  /** From its beginning to its end, without a gap; places are those in the file. Errors of it are those of the extraction. */
  readonly extents: AsyncIterable<MappedExtent>;
}

export interface ExtractOptions {
  readonly signal?: AbortSignal;
  /** Told now and then how many bytes of the disk have been gone through. */
  readonly progress?: (reached: number) => void;
}
