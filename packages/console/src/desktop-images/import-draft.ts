import type { Configuration, DesktopImage, FileType } from './desktop-image-queries.ts';
import type { NewImport } from './publication-queries.ts';

type OsType = NonNullable<DesktopImage['osType']>;

export const OS_TYPES: readonly OsType[] = ['linux', 'windows'];

/** What somebody has filled in so far; null while nothing is. */
export interface ImportDraft {
  /** Ids of images. */
  readonly image: string | null;
  readonly parent: string | null;
  readonly imageType: DesktopImage['imageType'] | null;
  /** Null: what the image says. */
  readonly osType: OsType | null;
  /** Null until one is chosen by hand. */
  readonly fileType: FileType | null;
  /** Id of an image pool. */
  readonly pool: string | null;
  readonly configuration: Configuration;
  /** Id of a profile, null for none; undefined until one is chosen by hand. */
  readonly profile: string | null | undefined;
  readonly mustPass: boolean;
}

export const EMPTY_IMPORT: ImportDraft = {
  image: null,
  parent: null,
  imageType: null,
  osType: null,
  fileType: null,
  pool: null,
  configuration: { kind: 'general' },
  profile: undefined,
  mustPass: false,
};

/** Null while something is missing. */
export function bodyOf(draft: ImportDraft, fileType: FileType | null): NewImport | null {
  const { image, parent, imageType, osType, pool, configuration, profile, mustPass } = draft;
  if (image === null || imageType === null || pool === null || fileType === null) return null;
  return {
    imageId: image,
    imageType,
    osType,
    fileType,
    poolId: pool,
    configuration,
    parentId: parent,
    mustPass,
    ...(profile !== undefined && { profile }),
  };
}
