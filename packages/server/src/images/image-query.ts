import type { FamilyName, ImageId, ProjectId } from '../kernel/ids.ts';
import type { ContainerFormat, ImageDiskFormat, ImageStatus, MemberStatus, Visibility } from './image.ts';

/** What to list. Every part narrows; an absent part does not. */
export interface ImageQuery {
  /** `all`: whatever the caller may see, others' community images included. Absent: the default list of the caller. */
  readonly visibility?: Visibility | 'all';
  /** Of images shared with the caller; absent means accepted. */
  readonly memberStatus?: MemberStatus | 'all';
  readonly hidden: boolean;
  readonly ids?: readonly string[];
  readonly names?: readonly string[];
  readonly statuses?: readonly ImageStatus[];
  readonly containerFormats?: readonly ContainerFormat[];
  readonly diskFormats?: readonly ImageDiskFormat[];
  readonly owner?: ProjectId;
  readonly protected?: boolean;
  /** All of them. */
  readonly tags?: readonly string[];
  readonly properties?: Readonly<Record<string, string>>;
  readonly md5?: string;
  readonly sha512?: string;
  /** Those only whose checksums are known. */
  readonly hashed?: true;
  /** Beginnings of words that it has, all of them: see `search/image-words.ts`. */
  readonly words?: readonly string[];
  readonly family?: FamilyName;
  /**
   * Of each family its youngest image only: of a family in the caller's project among all that the query's visibility
   * shows, of others among those with the same visibility. What projects share with the caller is all there.
   */
  readonly heads?: true;
  /** Those only that other projects share with the caller. */
  readonly offered?: true;
  readonly ranges?: readonly NumberRange[];
  readonly times?: readonly TimeCondition[];
  readonly sort: readonly SortKey[];
  /** The last image of the page before; `invalid` when the caller does not see one with this id. */
  readonly marker?: ImageId;
  /** Images on the page, at least 0. */
  readonly limit: number;
}

/** `size` in bytes, `min-ram` in MiB, `min-disk` in GiB; both ends belong to it. */
export interface NumberRange {
  readonly field: 'size' | 'virtual-size' | 'min-ram' | 'min-disk';
  readonly from?: number;
  readonly to?: number;
}

export interface TimeCondition {
  readonly field: 'created-at' | 'updated-at';
  readonly operator: 'gt' | 'gte' | 'lt' | 'lte' | 'eq' | 'neq';
  /** Milliseconds since the epoch; compared in whole seconds, as clients see times. */
  readonly time: number;
}

export const SORT_FIELDS = [
  'name',
  'status',
  'container-format',
  'disk-format',
  'size',
  'id',
  'created-at',
  'updated-at',
] as const;
export type SortField = (typeof SORT_FIELDS)[number];

export interface SortKey {
  readonly field: SortField;
  readonly direction: 'asc' | 'desc';
}

/** One page; `more` says whether another one follows. */
export interface ImagePage<Item> {
  readonly items: readonly Item[];
  readonly more: boolean;
}
