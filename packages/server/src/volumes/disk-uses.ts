import type { Freed } from '../images/index.ts';
import type { ImageId, ProjectId, SnapshotId, VolumeId } from '../kernel/ids.ts';

/** What was made of a volume or a snapshot, or has the same bytes. */
export type DiskDependant = { readonly name: string | null } & (
  | { readonly kind: 'volume'; readonly id: VolumeId }
  | { readonly kind: 'snapshot'; readonly id: SnapshotId }
  | { readonly kind: 'image'; readonly id: ImageId }
);

/** What refers to a volume or a snapshot. */
export interface DiskUses {
  /** Of its project, at most `USES_SHOWN` of each kind, in order of kind and id. */
  readonly dependants: readonly DiskDependant[];
  /** How many snapshots and copies of it are being made now. */
  readonly readers: number;
  /** Whether any of these keeps it from being deleted. */
  readonly blocksDelete: boolean;
  /** What deleting it would free of the store: of a volume what only it stands on. Null as long as that is not known. */
  readonly freed: Freed | null;
  /** What deleting it would free on its host: the disk of a volume, as far as it is on this one. Bytes. */
  readonly hostBytes: number | null;
}

/** What a layer is there for. At most `USES_SHOWN` of each. */
export interface LayerUses {
  /** What its file takes on this host, holes left out; null when it has none here. */
  readonly bytes: number | null;
  /** Whether nothing on this host needs the file: it goes when room is needed. */
  readonly evictable: boolean;
  /** Volumes whose disks stand on it. */
  readonly volumes: readonly LayerUser<VolumeId>[];
  /** Images that have its bytes; those that are optimized for deployment keep it ready. */
  readonly images: readonly LayerUser<ImageId>[];
}

export interface LayerUser<Id> {
  readonly id: Id;
  readonly name: string | null;
  readonly ownerId: ProjectId;
}

export const USES_SHOWN = 100;
