import { DiskError } from '../disk-error.ts';
import type { DiskErrorCode } from '../disk-error.ts';

/** Why an image is refused; closed, so that every dialect can map each reason. */
export type RefusalReason =
  | 'format-mismatch'
  | 'ambiguous'
  | 'banned-format'
  | 'backing-file'
  | 'external-data-file'
  | 'flat-extent'
  | 'unknown-feature'
  | 'unsupported-variant'
  | 'unsupported-encryption'
  | 'table-too-large'
  | 'too-many-snapshots'
  | 'truncated'
  | 'unclean'
  | 'malformed';

export interface Refusal {
  readonly reason: RefusalReason;
  /** One or two sentences for the uploader: what was found, and what to do. Printable ASCII where it quotes the image. */
  readonly sentence: string;
}

const CODE: Readonly<Record<RefusalReason, DiskErrorCode>> = {
  'format-mismatch': 'malformed',
  ambiguous: 'malformed',
  'banned-format': 'unsupported',
  'backing-file': 'unsupported',
  'external-data-file': 'unsupported',
  'flat-extent': 'unsupported',
  'unknown-feature': 'unsupported',
  'unsupported-variant': 'unsupported',
  'unsupported-encryption': 'unsupported',
  'table-too-large': 'limit-exceeded',
  'too-many-snapshots': 'limit-exceeded',
  truncated: 'malformed',
  unclean: 'malformed',
  malformed: 'malformed',
};

const FLATTEN =
  'On the machine that holds every file of the disk, make one self-contained image with `qemu-img convert -O qcow2 SOURCE TARGET`, and upload that.';
const REWRITE = 'Rewrite it with `qemu-img convert -O qcow2 SOURCE TARGET`, and upload the result as qcow2.';

/** What to do about each, unless the finder knows better. */
const REMEDY: Readonly<Record<RefusalReason, string>> = {
  'format-mismatch': 'Declare the disk_format that the file really has.',
  ambiguous: REWRITE,
  'banned-format': REWRITE,
  'backing-file': FLATTEN,
  'external-data-file': FLATTEN,
  'flat-extent': FLATTEN,
  'unknown-feature': REWRITE,
  'unsupported-variant': REWRITE,
  'unsupported-encryption':
    'Decrypt it with `qemu-img convert -O qcow2 SOURCE TARGET`, or encrypt it with LUKS (`-o encrypt.format=luks`).',
  'table-too-large': REWRITE,
  'too-many-snapshots':
    'Leave the internal snapshots behind: `qemu-img convert -O qcow2 SOURCE TARGET` copies the current state only.',
  truncated: 'Compare the size and checksum with the original, and upload the whole file again.',
  unclean: 'Shut down what was writing to it, repair it with `qemu-img check -r all FILE`, and upload it again.',
  malformed: 'Examine it with `qemu-img check FILE`; if the original is sound, upload it again.',
};

/** A refusal on its way up from the check that found it; {@link refusalOf} turns it into a value. */
class RefusedError extends DiskError {
  override readonly name = 'RefusedError';
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, sentence: string) {
    super(CODE[reason], sentence);
    this.reason = reason;
  }
}

/**
 * Stop the inspection.
 * @param found a sentence that says what was found. @param remedy a sentence that says what to do.
 */
export function refuse(reason: RefusalReason, found: string, remedy: string = REMEDY[reason]): never {
  throw new RefusedError(reason, `${found} ${remedy}`);
}

const REASON: Readonly<Record<Exclude<DiskErrorCode, 'io'>, RefusalReason>> = {
  malformed: 'malformed',
  unsupported: 'unsupported-variant',
  'limit-exceeded': 'table-too-large',
};

/** The refusal that an error stands for, or null when it is no verdict on the bytes (they could not be read, a defect of ours). */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof RefusedError) return { reason: error.reason, sentence: error.message };
  if (error instanceof DiskError && error.code !== 'io') {
    const reason = REASON[error.code];
    return { reason, sentence: `${error.message} ${REMEDY[reason]}` };
  }
  return null;
}
