import type { Image } from '../images/index.ts';
import type { ImageId, ImagePoolId, ProjectId, PublicationId } from '../kernel/ids.ts';
import type { FileType, ImageType, OsType } from './file-types.ts';

/**
 * The desktop image: an image that desktops are made of, and its file in an image pool. It has the id of the image, which
 * has everything else: name, owner, bytes, family.
 *
 *     clone, convert, import ──► publishing ──► active ──► deleting ──► gone
 *                                    └──(failed, cancelled)─────────────▲
 */
export interface DesktopImage {
  readonly id: ImageId;
  readonly ownerId: ProjectId;
  readonly imageType: ImageType;
  readonly osType: OsType | null;
  readonly fileType: FileType;
  /** Where it was published to; more files of it may lie in other pools. */
  readonly poolId: ImagePoolId;
  readonly configuration: Configuration;
  /** Of which it is a child; that one stays as long as its children. */
  readonly parentId: ImageId | null;
  /** Name of the machine that it was published from. */
  readonly sourceName: string | null;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly state: DesktopImageState;
}

/** Which endpoints it is for: those of one flavor, or any ("Configure: Dedicated, General"). */
export type Configuration =
  | { readonly kind: 'general' }
  /** A flavor by its name; null for the default of the system. */
  | { readonly kind: 'dedicated'; readonly flavor: string | null };

export type DesktopImageState =
  /** The publication that leads out of it. */
  | { readonly status: 'publishing'; readonly publication: PublicationId }
  | { readonly status: 'active' }
  | { readonly status: 'deleting' };

/** The file of a desktop image in a pool. There is one at most for an image and a pool. */
export interface Artefact {
  readonly imageId: ImageId;
  readonly poolId: ImagePoolId;
  readonly fileType: FileType;
  readonly createdAt: number;
  readonly state: ArtefactState;
}

export type ArtefactState =
  /** It is written or checked by this publication; nobody gets it yet. */
  | { readonly status: 'writing'; readonly publication: PublicationId }
  /** It was read back and found to be the disk of the image. Size in bytes, `sha256` of all of them in hex. */
  | { readonly status: 'ready'; readonly size: number; readonly sha256: string };

/** A desktop image as it is shown. */
export interface ShownDesktopImage {
  readonly desktopImage: DesktopImage;
  readonly image: Image;
  readonly artefacts: readonly Artefact[];
}
