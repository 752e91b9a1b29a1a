import type { TreeRoot } from '@ingot/chunk-store';
import type { ImageId, JobId, ProjectId } from '../kernel/ids.ts';

/**
 * The image: the record that tenants see. Its bytes are a tree in the chunk store, named by `content.root` and
 * immutable from the moment the image is active.
 *
 *   queued ──upload──► saving ──────────────► active ◄──► deactivated
 *     │ ◄──failed───────┘                       │              │
 *     ├──stage──► uploading ──import──┐         │              │
 *     │ ◄──failed───┘                 ▼         │              │
 *     └──import (URL)──────────► importing ─────┘              │
 *       any but deleted ──delete──► deleted ──restore──► as it was, or queued where there were no whole bytes
 */
export interface Image {
  readonly id: ImageId;
  readonly ownerId: ProjectId;
  readonly name: string | null;
  readonly visibility: Visibility;
  readonly protected: boolean;
  /** Left out of lists that do not ask for it; still there by id (`os_hidden`). */
  readonly hidden: boolean;
  readonly diskFormat: ImageDiskFormat | null;
  readonly containerFormat: ContainerFormat | null;
  /** GiB that a disk made from this image needs at least. */
  readonly minDisk: number;
  /** MiB of memory that a machine needs at least. */
  readonly minRam: number;
  readonly tags: readonly string[];
  /** Free keys; values are texts and stay byte for byte as given. */
  readonly properties: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly state: ImageState;
}

/** What an image is going through; each state has the data that belongs to it and no other. */
export type ImageState =
  /** `failure` says why the last upload or import did not succeed. */
  | { readonly status: 'queued'; readonly failure: string | null }
  /** Bytes are coming in and will make it active at once. */
  | { readonly status: 'saving' }
  /** Bytes are coming in to be imported (`staged` null), or have come in and wait for the import call. */
  | { readonly status: 'uploading'; readonly staged: ImageContent | null }
  /** `staged` is what is being imported; null where the bytes come from elsewhere. */
  | { readonly status: 'importing'; readonly task: JobId; readonly staged: ImageContent | null }
  | { readonly status: 'active'; readonly content: ImageContent }
  /** Kept, but only an administrator may read it. */
  | { readonly status: 'deactivated'; readonly content: ImageContent }
  /** `before` is what a restore brings back; null once its bytes are given up. The id stays taken for ever. */
  | { readonly status: 'deleted'; readonly deletedAt: number; readonly before: RestorableState | null };

/** A state that an image can have without anybody working on it. */
export type RestorableState = Extract<ImageState, { status: 'queued' | 'active' | 'deactivated' }>;

export type ImageStatus = ImageState['status'];

/** The exact bytes of an image. */
export interface ImageContent {
  readonly root: TreeRoot;
  /** Bytes of the file as uploaded. */
  readonly size: number;
  /** Bytes that a guest sees as its disk. */
  readonly virtualSize: number;
  /** Null while they are being made: of content that no upload brought, nobody has seen all the bytes yet. */
  readonly checksums: ContentChecksums | null;
  /** Stored bytes that its upload added, as the rest was there; null where that was not kept. */
  readonly newBytes: number | null;
}

/** What Glance wants to know of all the bytes, in lower-case hex. */
export interface ContentChecksums {
  readonly md5: string;
  readonly sha512: string;
}

export const VISIBILITIES = ['private', 'shared', 'community', 'public'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

export const CONTAINER_FORMATS = ['ami', 'ari', 'aki', 'bare', 'ovf', 'ova', 'docker', 'compressed'] as const;
export type ContainerFormat = (typeof CONTAINER_FORMATS)[number];

export const DISK_FORMATS = [
  'ami',
  'ari',
  'aki',
  'vhd',
  'vhdx',
  'vmdk',
  'raw',
  'qcow2',
  'vdi',
  'iso',
  'ploop',
] as const;
export type ImageDiskFormat = (typeof DISK_FORMATS)[number];

export const MEMBER_STATUSES = ['pending', 'accepted', 'rejected'] as const;
export type MemberStatus = (typeof MEMBER_STATUSES)[number];

/** A project that an image is shared with. */
export interface ImageMember {
  readonly imageId: ImageId;
  readonly memberId: ProjectId;
  readonly status: MemberStatus;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** The bytes of an image in a state that has some. */
export function contentOf(image: Image): ImageContent | null {
  const { state } = image;
  if (state.status === 'active' || state.status === 'deactivated') return state.content;
  return null;
}

/** Bytes that wait to be imported. */
export function stagedContentOf(image: Image): ImageContent | null {
  const { state } = image;
  if (state.status === 'uploading' || state.status === 'importing') return state.staged;
  return null;
}
