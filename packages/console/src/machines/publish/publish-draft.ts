import type { Configuration, FileType, FileTypeRule } from '../../desktop-images/desktop-image-queries.ts';
import type { NewClone } from '../../desktop-images/publication-queries.ts';
import type { ImageType, Machine, OsType } from '../machine-queries.ts';
import { brokenRule, FILE_TYPES, type FileTypeSubject } from './file-type-rules.ts';

/** What somebody has filled in so far. */
export interface PublishDraft {
  readonly name: string;
  readonly imageType: ImageType | null;
  readonly osType: OsType | null;
  /** Null until one is chosen by hand. */
  readonly fileType: FileType | null;
  readonly poolId: string | null;
  readonly configuration: Configuration;
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
    takesSnapshot: false,
    snapshot: '',
  };
}

/** What was chosen where the rules allow it, else the first that they do; null where they allow none. */
export function fileTypeOf(
  rules: readonly FileTypeRule[],
  subject: FileTypeSubject,
  wanted: FileType | null,
): FileType | null {
  const allowed = FILE_TYPES.filter((fileType) => brokenRule(rules, subject, fileType) === undefined);
  return allowed.find((fileType) => fileType === wanted) ?? allowed[0] ?? null;
}

/** Null while something is missing. */
export function bodyOf(
  { name, imageType, osType, poolId, configuration, takesSnapshot, snapshot }: PublishDraft,
  kind: 'clone' | 'convert',
  fileType: FileType | null,
): NewClone | null {
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
    ...(withSnapshot && { snapshot: snapshot.trim() }),
  };
}
