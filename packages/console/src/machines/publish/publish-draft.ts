import type { Configuration, FileType } from '../../desktop-images/desktop-image-queries.ts';
import type { NewClone } from '../../desktop-images/publication-queries.ts';
import type { FamilyDraft } from '../../new-image/family-draft.ts';
import type { ImageType, Machine, OsType } from '../machine-queries.ts';

/** What somebody has filled in so far. */
export interface PublishDraft extends FamilyDraft {
  readonly name: string;
  readonly imageType: ImageType | null;
  readonly osType: OsType | null;
  /** Null until one is chosen by hand. */
  readonly fileType: FileType | null;
  readonly poolId: string | null;
  readonly configuration: Configuration;
  /** Id of a profile, null for none; undefined until one is chosen by hand. */
  readonly profile: string | null | undefined;
  readonly mustPass: boolean;
  readonly takesSnapshot: boolean;
  readonly snapshot: string;
}

/** What is known of the machine is not asked again. */
export function draftOf({ imageType, osType }: Machine): PublishDraft {
  return {
    name: '',
    imageType,
    osType,
    fileType: null,
    poolId: null,
    configuration: { kind: 'general' },
    profile: undefined,
    mustPass: false,
    family: '',
    isHeld: false,
    takesSnapshot: false,
    snapshot: '',
  };
}

/** Null while something is missing. */
export function bodyOf(draft: PublishDraft, kind: 'clone' | 'convert', fileType: FileType | null): NewClone | null {
  const { name, imageType, osType, poolId, configuration, profile, mustPass, takesSnapshot, snapshot } = draft;
  const family = draft.family.trim();
  if (name.trim() === '' || imageType === null || poolId === null || fileType === null) return null;
  const withSnapshot = kind === 'clone' && takesSnapshot;
  if (withSnapshot && snapshot.trim() === '') return null;
  return {
    name: name.trim(),
    imageType,
    osType,
    fileType,
    poolId,
    configuration,
    ...(profile !== undefined && { profile }),
    mustPass,
    ...(family !== '' && { family, held: draft.isHeld }),
    ...(withSnapshot && { snapshot: snapshot.trim() }),
  };
}
