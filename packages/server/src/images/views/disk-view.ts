import type { TreeRoot } from '@ingot/chunk-store';
import type { WorkMeasure } from '../../jobs/index.ts';
import type { JobId } from '../../kernel/ids.ts';
import { contentOf, type ContainerFormat, type Image, type ImageDiskFormat } from '../image.ts';
import { formatsOf, type Formats } from '../image-inspection.ts';

/**
 * The disk view of an image: the blocks that a guest sees. Of raw content it is the content itself. Of any other disk it
 * is a second tree, made once for all images that have that content, kept as long as one of them is there, and made
 * again when it is lost.
 *
 *     absent ──request──► making ──► ready
 *                           └──────► failed ──request──► making, unless the content is to blame
 */
export type DiskView =
  | ({ readonly kind: 'ready' } & DiskTree)
  /** It can be had: somebody has to ask. */
  | { readonly kind: 'absent' }
  /** `progress` is a sentence for people, `measure` the same in figures where there are some. */
  | { readonly kind: 'making'; readonly progress: string; readonly measure: WorkMeasure | null }
  /** It cannot be made, for this reason. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** The image has no disk, or has no bytes yet. */
  | { readonly kind: 'none'; readonly reason: string };

/** The bytes of a disk. Whoever keeps the root makes sure that something refers to it. */
export interface DiskTree {
  readonly root: TreeRoot;
  /** In bytes, as the guest sees it. */
  readonly size: number;
}

/** What a view is a view of: equal bytes that are said to be something else may have another one, or none. */
export interface ViewKey {
  readonly contentRoot: TreeRoot;
  readonly formats: Formats;
}

/** A view that is not the content itself, as it is written down. */
export interface DiskViewRecord extends ViewKey {
  readonly state: DiskViewState;
}

export type DiskViewState =
  | { readonly status: 'making'; readonly task: JobId }
  | ({ readonly status: 'ready' } & DiskTree)
  /** `final` when another try would end the same way. */
  | { readonly status: 'failed'; readonly reason: string; readonly final: boolean };

/** How the disk of an image is had. */
export type DiskSource =
  | ({ readonly kind: 'content' } & DiskTree)
  | ({ readonly kind: 'view' } & ViewKey)
  | { readonly kind: 'none'; readonly reason: string };

/** Disk formats whose bytes are those of the disk. */
export const PLAIN_FORMATS: ReadonlySet<ImageDiskFormat> = new Set(['raw', 'iso']);
const CONVERTIBLE: ReadonlySet<ImageDiskFormat> = new Set(['qcow2', 'vhd', 'vhdx', 'vmdk', 'vdi']);
/** Containers that a disk can be taken out of. */
const PACKINGS: ReadonlySet<ContainerFormat> = new Set(['compressed', 'ova']);

export function diskSourceOf(image: Image): DiskSource {
  const [content, formats] = [contentOf(image), formatsOf(image)];
  if (!content || !formats)
    return { kind: 'none', reason: `Image ${image.id} is ${image.state.status}: it has no data yet.` };
  const { root, size } = content;
  const kind = diskKindOf(formats);
  if (kind === 'content') return { kind, root, size };
  if (size === 0) return { kind: 'none', reason: `Image ${image.id} is empty.` };
  if (kind === 'view') return { kind, contentRoot: root, formats };
  const { disk, container } = formats;
  const reason = `Image ${image.id} has the container format ${container} and the disk format ${disk}, which is no disk that can be opened.`;
  return { kind, reason };
}

/** How the disk of images of these formats is had, whatever their bytes are. */
export function diskKindOf({ disk, container }: Formats): DiskSource['kind'] {
  const isBare = container === 'bare';
  if (isBare && PLAIN_FORMATS.has(disk)) return 'content';
  const isKnown = CONVERTIBLE.has(disk) || (!isBare && PLAIN_FORMATS.has(disk));
  return isKnown && (isBare || PACKINGS.has(container)) ? 'view' : 'none';
}
