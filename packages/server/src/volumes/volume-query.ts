import type { ProjectId, SnapshotId, VolumeId } from '../kernel/ids.ts';
import type { SnapshotStatus } from './snapshot.ts';
import type { VolumeStatus } from './volume.ts';

/** What to list. Every part narrows; an absent part does not. */
interface ListQuery<Id, Status, Field> {
  /** Of every project: administrators only, ignored from others. */
  readonly allProjects?: boolean;
  /** Of one project, together with `allProjects`. */
  readonly owner?: ProjectId;
  readonly name?: string;
  /** Beginnings of words of name and description, all of them: see `askedWords`. */
  readonly words?: readonly string[];
  readonly ids?: readonly Id[];
  readonly statuses?: readonly Status[];
  /** All of these pairs. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Empty: newest first. */
  readonly sort: readonly SortKey<Field>[];
  /** The last of the page before; `not-found` when the caller does not see one with this id. */
  readonly marker?: Id;
  readonly offset?: number;
  /** On the page, at least 0. */
  readonly limit: number;
}

export interface SortKey<Field> {
  readonly field: Field;
  readonly direction: 'asc' | 'desc';
}

export const VOLUME_SORT_FIELDS = ['id', 'name', 'status', 'size', 'bootable', 'created-at', 'updated-at'] as const;
export type VolumeSortField = (typeof VOLUME_SORT_FIELDS)[number];

export interface VolumeQuery extends ListQuery<VolumeId, VolumeStatus, VolumeSortField> {
  readonly bootable?: boolean;
}

export const SNAPSHOT_SORT_FIELDS = ['id', 'name', 'status', 'size', 'created-at', 'updated-at'] as const;
export type SnapshotSortField = (typeof SNAPSHOT_SORT_FIELDS)[number];

export interface SnapshotQuery extends ListQuery<SnapshotId, SnapshotStatus, SnapshotSortField> {
  readonly volumeId?: VolumeId;
}

/** One page; `more` says whether another one follows. */
export interface VolumePage<Item> {
  readonly items: readonly Item[];
  readonly more: boolean;
}
