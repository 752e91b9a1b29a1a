import type { FileType, FileTypeRule } from '../../desktop-images/desktop-image-queries.ts';
import type { ImageType, OsType } from '../machine-queries.ts';

export const FILE_TYPES: readonly FileType[] = ['qcow2', 'vhd'];

/** What decides which file a desktop image becomes. */
export interface FileTypeSubject {
  /** Null while nobody has said it. */
  readonly imageType: ImageType | null;
  readonly osType: OsType | null;
  /** The file type of the image that it is a child of; null for one without a parent. */
  readonly parent: FileType | null;
}

/** The rule by which it may not be such a file, among those of the service. */
export function brokenRule(
  rules: readonly FileTypeRule[],
  subject: FileTypeSubject,
  fileType: FileType,
): FileTypeRule | undefined {
  return rules.find((rule) => isUnder(rule, subject) && !rule.allowed.includes(fileType));
}

/** What is under a rule has all the values that the rule names. */
function isUnder(rule: FileTypeRule, { imageType, osType, parent }: FileTypeSubject): boolean {
  return (
    (rule.imageType === undefined || rule.imageType === imageType) &&
    (rule.osType === undefined || rule.osType === osType) &&
    (rule.parent === undefined || rule.parent === parent)
  );
}
