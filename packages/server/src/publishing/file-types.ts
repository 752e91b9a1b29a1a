/**
 * Which file a desktop image becomes, by what it is for. The table is the whole rule: operations ask it, and the API, the
 * documentation and the tests show it.
 */
import { IMAGE_TYPES, OS_TYPES, type ImageType, type OsType } from '../machines/index.ts';
import { IngotError, type ErrorReason } from '../kernel/errors.ts';

export { IMAGE_TYPES, OS_TYPES, type ImageType, type OsType };

export const FILE_TYPES = ['qcow2', 'vhd'] as const;
export type FileType = (typeof FILE_TYPES)[number];

/** What decides. */
export interface FileTypeSubject {
  readonly imageType: ImageType;
  /** Null where nobody has said it. */
  readonly osType: OsType | null;
  /** The file type of the image that it is a child of; null for one without a parent. */
  readonly parent: FileType | null;
}

/** What has all the values that it names is under the rule. */
export interface FileTypeRule {
  readonly reason: ErrorReason;
  readonly imageType?: ImageType;
  readonly osType?: OsType | null;
  readonly parent?: FileType;
  /** What it may be. */
  readonly allowed: readonly FileType[];
  /** For people. */
  readonly sentence: string;
}

/** The first rule that is broken is told. What is under none may be any file, and is a QCOW2 unless it is said. */
export const FILE_TYPE_RULES: readonly FileTypeRule[] = [
  {
    reason: 'CHILD_OF_VHD_UNSUPPORTED',
    parent: 'vhd',
    allowed: [],
    sentence: 'An image that is a VHD cannot have children: use a parent that is a QCOW2.',
  },
  {
    reason: 'CHILD_REQUIRES_QCOW2',
    parent: 'qcow2',
    allowed: ['qcow2'],
    sentence: 'A child is a file of the type of its parent, which is QCOW2.',
  },
  {
    reason: 'TCI_REQUIRES_QCOW2',
    imageType: 'tci',
    allowed: ['qcow2'],
    sentence: 'A desktop image for TCI has to be a QCOW2.',
  },
  {
    reason: 'VOI_REQUIRES_OS_TYPE',
    imageType: 'voi',
    osType: null,
    allowed: [],
    sentence: 'For VOI it has to be known whether the system is Linux or Windows: say which (osType).',
  },
  {
    reason: 'VOI_LINUX_REQUIRES_QCOW2',
    imageType: 'voi',
    osType: 'linux',
    allowed: ['qcow2'],
    sentence: 'A desktop image for VOI with Linux has to be a QCOW2.',
  },
  {
    reason: 'VOI_WINDOWS_REQUIRES_VHD',
    imageType: 'voi',
    osType: 'windows',
    allowed: ['vhd'],
    sentence: 'A desktop image for VOI with Windows has to be a VHD.',
  },
];

/**
 * The file type that an image gets. @param wanted null for what fits.
 *
 * @throws `invalid` with the reason of the rule that is broken.
 */
export function fileTypeFor(subject: FileTypeSubject, wanted: FileType | null): FileType {
  const rules = FILE_TYPE_RULES.filter((rule) => isUnder(rule, subject));
  const fileType = wanted ?? rules[0]?.allowed[0] ?? 'qcow2';
  const broken = rules.find(({ allowed }) => !allowed.includes(fileType));
  if (broken) throw new IngotError('invalid', broken.sentence, { reason: broken.reason });
  return fileType;
}

function isUnder(rule: FileTypeRule, subject: FileTypeSubject): boolean {
  return (
    (rule.imageType === undefined || rule.imageType === subject.imageType) &&
    (rule.osType === undefined || rule.osType === subject.osType) &&
    (rule.parent === undefined || rule.parent === subject.parent)
  );
}
