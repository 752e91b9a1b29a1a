import type { FamilyName, ImageId, ImagePoolId } from '../kernel/ids.ts';
import type { Configuration } from './desktop-image.ts';
import type { FileType, ImageType, OsType } from './file-types.ts';

/** What is said of a desktop image when there is one to be. */
export interface NewDesktopImage {
  readonly imageType: ImageType;
  /** What is known of the image or the machine unless given. */
  readonly osType?: OsType | null;
  /** What the rules say unless given (see `FILE_TYPE_RULES`). */
  readonly fileType?: FileType | null;
  readonly poolId: ImagePoolId;
  readonly configuration?: Configuration;
  readonly parentId?: ImageId | null;
  /** Id of a profile; that of the image type unless given, null for none. What the project's policy requires is asked too. */
  readonly profile?: string | null;
  /** Whether it has to pass that profile. */
  readonly mustPass?: boolean;
}

/** The form of publishing a machine. What the machine is meant for is its own to say, unless it does not. */
export interface NewPublication extends Omit<NewDesktopImage, 'imageType' | 'parentId'> {
  readonly name: string;
  readonly imageType?: ImageType;
  /** The image is a new version of this family. */
  readonly family?: FamilyName | null;
  /** Not the latest of the family until it is promoted. */
  readonly held?: boolean;
}

export interface NewClone extends NewPublication {
  /** Name of a snapshot to be taken of the machine once it is cloned; null for none. */
  readonly snapshot?: string | null;
}

/** What a publication was asked for with; its job keeps it for another try. */
export type PublicationOrder =
  | { readonly kind: 'clone'; readonly wanted: NewClone }
  | { readonly kind: 'convert'; readonly wanted: NewPublication }
  | { readonly kind: 'import'; readonly wanted: NewDesktopImage }
  | { readonly kind: 'deploy'; readonly poolId: ImagePoolId };
