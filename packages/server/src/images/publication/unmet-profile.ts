import { IngotError } from '../../kernel/errors.ts';
import type { Image } from '../image.ts';

/** A profile that a project asks of its images, and that one of them has not passed. */
export interface UnmetProfile {
  readonly id: string;
  /** Null where its disk has not been judged by the profile as it is now. */
  readonly verdict: 'fail' | 'unknown' | 'pass' | null;
  /** Rules that are not met, or not known to be; the first few. */
  readonly rules: readonly string[];
}

/** @param what it was to become: a clause for people. */
export function refusePublication(image: Image, what: string, unmet: readonly UnmetProfile[]): IngotError {
  const why = unmet.map(({ id, verdict, rules }) => {
    if (verdict === null) return `it has not been checked by ${id}`;
    return verdict === 'fail'
      ? `${id} fails (${rules.join(', ')})`
      : `${id} is not known to pass (${rules.join(', ')})`;
  });
  const wayOut = unmet.every(({ verdict }) => verdict === null)
    ? `Have it checked (POST /api/v1/images/${image.id}/reports), and try again once it has passed.`
    : `Its report (GET /api/v1/images/${image.id}/reports) says what to mend; mend it in a copy, and use that.`;
  return new IngotError(
    'conflict',
    `Image ${image.id} cannot ${what}: project ${image.ownerId} asks more of its images, and ${why.join('; ')}. ${wayOut}`,
  );
}
