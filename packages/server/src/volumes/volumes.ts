import type { TreeRoot } from '@ingot/chunk-store';
import type { Caller } from '../kernel/caller.ts';
import type { Image, NewImage } from '../images/index.ts';
import type { Job } from '../jobs/index.ts';
import type { ProjectId, SnapshotId, VolumeId } from '../kernel/ids.ts';
import type { LayerFile } from './disk-port.ts';
import type { DiskUses, LayerUses } from './disk-uses.ts';
import type { Snapshot } from './snapshot.ts';
import type { Volume, VolumeAttachment, VolumeSource } from './volume.ts';
import type { SnapshotQuery, VolumePage, VolumeQuery } from './volume-query.ts';

/**
 * Everything that can be done with volumes and their snapshots. Each operation decides by its `Caller` whether it may be
 * done, and fails with an `IngotError`: `not-found` where the caller may not know of the thing, `forbidden` where he may
 * see it but not do this, `conflict` where the state does not allow it (see `VOLUME_ACTIONS`, `SNAPSHOT_ACTIONS`),
 * `quota-exceeded`.
 *
 * What takes time returns at once, with the state that the work leads out of.
 */
export interface Volumes {
  volumeCreate(caller: Caller, volume: NewVolume): Promise<Volume>;
  volumeGet(caller: Caller, id: VolumeId): Promise<Volume>;
  volumeList(caller: Caller, query: VolumeQuery): Promise<VolumePage<Volume>>;
  /** What the volumes of the project are together. @param where `allProjects`: of every project, for administrators. */
  volumeSummary(caller: Caller, where: { readonly allProjects: boolean }): Promise<VolumeSummary>;
  /**
   * Changes what may be changed. `revise` sees the current volume inside the transaction and returns the wanted
   * attributes (it may throw to refuse); what it leaves out stays.
   */
  volumeUpdate(caller: Caller, id: VolumeId, revise: (volume: Volume) => VolumeRevision): Promise<Volume>;
  /** @param sizeGib larger than it is. */
  volumeExtend(caller: Caller, id: VolumeId, sizeGib: number): Promise<Volume>;
  /** Refused with the list of its snapshots while it has some. @param how `cascade` deletes those first. */
  volumeDelete(caller: Caller, id: VolumeId, how?: { readonly cascade?: boolean }): Promise<void>;
  /**
   * Makes an image of what the volume holds; the volume is locked meanwhile. What is not said is raw, bare, and has the
   * properties that the volume keeps for its images; `invalid` for other formats, which take a conversion.
   */
  volumeUploadToImage(caller: Caller, id: VolumeId, image: NewImage): Promise<UploadingVolume>;
  /** Ends the making of such an image soon, and removes the image. @param job that makes it. `conflict` where it is over. */
  uploadCancel(caller: Caller, job: Job): Promise<void>;
  /** Makes such an image again, with what was said of it. @param job that did not succeed. */
  uploadRetry(caller: Caller, job: Job): Promise<UploadingVolume>;
  /** Administrators only: says that the volume is something else than it was taken for. */
  volumeResetStatus(caller: Caller, id: VolumeId, status: ResettableStatus): Promise<void>;
  /** Snapshots of the volume, which keep it from being deleted, and copies of it, which do not. */
  volumeUses(caller: Caller, id: VolumeId): Promise<DiskUses>;

  /** For a machine that is going to have it. */
  volumeReserve(caller: Caller, id: VolumeId): Promise<void>;
  volumeUnreserve(caller: Caller, id: VolumeId): Promise<void>;
  volumeAttach(caller: Caller, id: VolumeId, attachment: NewAttachment): Promise<Volume>;
  volumeBeginDetaching(caller: Caller, id: VolumeId): Promise<void>;
  /** The machine keeps it after all. */
  volumeRollDetaching(caller: Caller, id: VolumeId): Promise<void>;
  volumeDetach(caller: Caller, id: VolumeId): Promise<void>;

  snapshotCreate(caller: Caller, snapshot: NewSnapshot): Promise<Snapshot>;
  snapshotGet(caller: Caller, id: SnapshotId): Promise<Snapshot>;
  snapshotList(caller: Caller, query: SnapshotQuery): Promise<VolumePage<Snapshot>>;
  snapshotUpdate(caller: Caller, id: SnapshotId, revise: (snapshot: Snapshot) => SnapshotRevision): Promise<Snapshot>;
  snapshotDelete(caller: Caller, id: SnapshotId): Promise<void>;
  /** Registers an active image of the snapshot's tree, in the same time for any size; what is not said is as for a volume. */
  snapshotToImage(caller: Caller, id: SnapshotId, image: NewImage): Promise<Image>;
  /** Administrators only. */
  snapshotResetStatus(caller: Caller, id: SnapshotId, status: 'error'): Promise<void>;
  /** Volumes that were made from it, and images that have its bytes: none of them needs it. */
  snapshotUses(caller: Caller, id: SnapshotId): Promise<DiskUses>;

  /** Layers that are files on the host that answers, in order of root. Administrators only. */
  layerList(caller: Caller, query: LayerQuery): Promise<VolumePage<Layer>>;
  /** Everywhere. Administrators only. */
  layerUses(caller: Caller, root: TreeRoot): Promise<LayerUses>;

  /** What the project has, and may have. Another one than the caller's: administrators only. */
  quotaGet(caller: Caller, project: ProjectId): Promise<VolumeQuota>;
  /** Administrators only. What is left out stays. */
  quotaSet(caller: Caller, project: ProjectId, limits: Partial<VolumeLimits>): Promise<VolumeQuota>;
  /** Administrators only: back to what the installation gives everybody. */
  quotaReset(caller: Caller, project: ProjectId): Promise<void>;
  /** What an installation gives everybody. */
  quotaDefaults(caller: Caller): VolumeLimits;
}

export interface NewVolume extends VolumeRevision {
  /** GiB. Left out: what its source needs; `invalid` for a blank one. */
  readonly sizeGib?: number;
  readonly source: VolumeSource;
  /** By id or name; the default unless given. An unknown one is `not-found`. */
  readonly type?: string;
  /** An unknown one is `invalid`. */
  readonly availabilityZone?: string;
}

export interface VolumeRevision {
  readonly name?: string | null;
  readonly description?: string | null;
  /** The whole set. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** The whole set. */
  readonly imageMetadata?: Readonly<Record<string, string>>;
  readonly bootable?: boolean;
  readonly readOnly?: boolean;
}

export interface NewAttachment extends Pick<VolumeAttachment, 'machineId' | 'hostName' | 'device'> {
  /** `ro` where the volume is read-only. */
  readonly mode?: VolumeAttachment['mode'];
}

export interface UploadingVolume {
  readonly volume: Volume;
  readonly image: Image;
}

export const RESETTABLE_STATUSES = ['available', 'maintenance', 'error'] as const;
export type ResettableStatus = (typeof RESETTABLE_STATUSES)[number];

export interface NewSnapshot extends SnapshotRevision {
  readonly volumeId: VolumeId;
}

export interface SnapshotRevision {
  readonly name?: string | null;
  readonly description?: string | null;
  /** The whole set. */
  readonly metadata?: Readonly<Record<string, string>>;
}

export interface LayerQuery {
  /** The layer to go on after. */
  readonly after: TreeRoot | null;
  readonly limit: number;
}

export interface Layer extends LayerFile {
  /** Nothing on that host stands on it, and it is not to be kept ready: it goes when room is needed. */
  readonly evictable: boolean;
}

export interface VolumeSummary {
  readonly count: number;
  readonly sizeGib: number;
  /** The values that there are for each key, `SUMMARY_PAIRS` of them at most. */
  readonly metadata: Readonly<Record<string, string[]>>;
}

export const SUMMARY_PAIRS = 1000;

/** -1: as much as there is. */
export interface VolumeLimits {
  readonly volumes: number;
  readonly snapshots: number;
  /** GiB of volumes and snapshots together. */
  readonly gigabytes: number;
  /** GiB of one volume. */
  readonly perVolumeGigabytes: number;
}

export interface VolumeUsage {
  readonly volumes: number;
  readonly snapshots: number;
  readonly gigabytes: number;
}

export interface VolumeQuota {
  readonly limits: VolumeLimits;
  readonly usage: VolumeUsage;
}
