import type { Lease, TreeRoot } from '@ingot/chunk-store';
import type { VolumeId } from '../kernel/ids.ts';
import type { VolumeTree } from './volume.ts';

/**
 * The disks behind the records, on this host. Every call may be repeated after it was interrupted anywhere, also by the
 * death of the process, and then finds or ends what it has begun. Sizes in bytes.
 *
 * Whoever calls keeps the trees alive that disks stand on.
 */
export interface VolumeDisks {
  /** Makes the disk durable; where there is one with this id, nothing happens. @param size at least that of the tree. */
  create(id: VolumeId, from: VolumeDiskOrigin, size: number): Promise<void>;
  /** To `size`; smaller than it is does nothing. */
  extend(id: VolumeId, size: number): Promise<void>;
  /**
   * The disk as it is now, as a tree; the disk goes on standing on what it stood on. Nobody may write to it meanwhile.
   *
   * @param progress told of the bytes that have been read.
   */
  capture(id: VolumeId, signal: AbortSignal, progress: (done: number) => void): Promise<CapturedTree>;
  /** The same by a file that holds what the overlay held at some moment, and nothing of what lies below. */
  captureCopy(id: VolumeId, path: string, signal: AbortSignal, progress: (done: number) => void): Promise<CapturedTree>;
  /** Removes the disk, if it is there. */
  remove(id: VolumeId): Promise<void>;
  /** What the disk takes on this host, holes left out; null when it is not here. */
  bytes(id: VolumeId): Promise<number | null>;
  /** What a hypervisor opens. */
  path(id: VolumeId): string;
  /** The disks that are there, in no order: those too that nobody asks for any more. */
  list(): AsyncIterable<VolumeId>;
}

/** A layer that is a file on this host. */
export interface LayerFile {
  readonly root: TreeRoot;
  /** On disk, holes left out. */
  readonly bytes: number;
  /** When an overlay on it was last made or removed, in milliseconds since the epoch. */
  readonly usedAt: number;
}

/** The layers of this host. */
export interface DiskLayers {
  /** In no order. */
  files(): AsyncIterable<LayerFile>;
  /** What the file takes, holes left out; null when there is none. */
  bytes(root: TreeRoot): Promise<number | null>;
  /** Whether something on this host stands on it or will, or it is to be kept ready. */
  isWanted(root: TreeRoot): Promise<boolean>;
}

export type VolumeDiskOrigin = { readonly kind: 'blank' } | ({ readonly kind: 'tree' } & VolumeTree);

/** A tree that a collection leaves alone until it is released. */
export interface CapturedTree extends VolumeTree {
  /** To be asked for by the transaction that refers to the tree. */
  readonly lease: Lease;
  /** To be called after that transaction was committed, or when the tree is given up. */
  readonly release: () => Promise<void>;
}
