import type { DesktopImage, FileType, FileTypeRule, PublishingRules } from './desktop-image-queries.ts';

type ImageType = DesktopImage['imageType'];

export const FILE_TYPES: readonly FileType[] = ['qcow2', 'vhd'];

/** What decides which file a desktop image becomes. */
export interface FileTypeSubject {
  /** Null while nobody has said it. */
  readonly imageType: ImageType | null;
  readonly osType: DesktopImage['osType'];
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

/** What was chosen where the rules allow it, else the first that they do; null where they allow none. */
export function fileTypeOf(
  rules: readonly FileTypeRule[],
  subject: FileTypeSubject,
  wanted: FileType | null,
): FileType | null {
  const allowed = FILE_TYPES.filter((fileType) => brokenRule(rules, subject, fileType) === undefined);
  return allowed.find((fileType) => fileType === wanted) ?? allowed[0] ?? null;
}

/**
 * By which profile a disk is judged, null for none: what was chosen, else what is usual for such desktops.
 *
 * @param wanted undefined until one is chosen by hand.
 */
export function profileOf(
  wanted: string | null | undefined,
  imageType: ImageType | null,
  usual: PublishingRules['profiles'] | undefined,
): string | null {
  return wanted === undefined ? ((imageType && usual?.[imageType]) ?? null) : wanted;
}
