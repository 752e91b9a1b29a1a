import type { TreeRoot } from '../../images/index.ts';
import { IngotError } from '../../kernel/errors.ts';
import type { FileType } from '../file-types.ts';
import type { PublicationCheck } from '../publication.ts';
import type { PublishingContext } from '../publishing-context.ts';

/** Rules that are named in a sentence. */
const NAMED = 5;

export interface JudgedDisk {
  /** May be still to come. */
  readonly root: Promise<TreeRoot>;
  readonly fileType: FileType;
  readonly parentFileType: FileType | null;
}

/**
 * Looks at a disk before it is published. @returns the checks with what it came to.
 *
 * @throws `conflict` where it does not pass what it must, with the rules; the signal's reason.
 */
export async function judgeDisk(
  { lookAt, profile }: Pick<PublishingContext, 'lookAt' | 'profile'>,
  checks: readonly PublicationCheck[],
  { root, fileType, parentFileType }: JudgedDisk,
  signal: AbortSignal,
): Promise<readonly PublicationCheck[]> {
  if (checks.length === 0) return checks;
  const image = { fileType, parentFileType };
  const { results } = await lookAt(root, { profiles: checks.map((check) => profile(check.profile)), image, signal });
  return checks.map((check, index) => {
    const result = results[index];
    const verdict = result?.verdict ?? 'unknown';
    if (check.mustPass && verdict !== 'pass') {
      const broken = (result?.rules ?? []).filter(({ outcome }) => outcome === 'fail' || outcome === 'unknown');
      const names = broken.slice(0, NAMED).map(({ rule }) => rule);
      const why = names.length === 0 ? '' : ` (${names.join(', ')}${broken.length > NAMED ? ' and more' : ''})`;
      throw new IngotError(
        'conflict',
        verdict === 'fail'
          ? `The disk does not pass ${check.profile}${why}; mend that, and publish again.`
          : `The disk is not known to pass ${check.profile}${why}; mend that, and publish again.`,
      );
    }
    return { ...check, verdict };
  });
}
