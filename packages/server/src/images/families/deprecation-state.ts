import { IngotError } from '../../kernel/errors.ts';
import type { Image } from '../image.ts';
import { deprecationOf, type Deprecation } from './image-facts.ts';

/**
 * What may still be done with an image, as the clock has it:
 *
 *   ACTIVE ──deprecatedAt──► DEPRECATED ──obsoleteAt──► OBSOLETE
 *
 * A deprecated image is not the latest of its family any more; an obsolete one is not for new disks either. Those that
 * were made of it before, and downloads, go on.
 */
export const DEPRECATION_STATES = ['ACTIVE', 'DEPRECATED', 'OBSOLETE'] as const;
export type DeprecationState = (typeof DEPRECATION_STATES)[number];

/** @param now milliseconds since the epoch. */
export function stateAt({ deprecatedAt, obsoleteAt }: Deprecation, now: number): DeprecationState {
  if (obsoleteAt !== null && obsoleteAt <= now) return 'OBSOLETE';
  return deprecatedAt !== null && deprecatedAt <= now ? 'DEPRECATED' : 'ACTIVE';
}

/** @throws `conflict` for an image that no new disk may be made of, with what to use instead where that is known. */
export function requireNotObsolete(image: Pick<Image, 'id' | 'properties'>, now: number): void {
  const deprecation = deprecationOf(image);
  if (stateAt(deprecation, now) !== 'OBSOLETE') return;
  const { replacementId } = deprecation;
  const remedy = replacementId === null ? 'Use a newer one.' : `Use image ${replacementId}.`;
  throw new IngotError('conflict', `Image ${image.id} is obsolete: no new disks are made of it. ${remedy}`);
}

/** The moment from which the image is not the latest of its family any more; null when none is set. */
export function retiredAtOf(image: Pick<Image, 'properties'>): number | null {
  const { deprecatedAt, obsoleteAt } = deprecationOf(image);
  if (deprecatedAt === null || obsoleteAt === null) return deprecatedAt ?? obsoleteAt;
  return Math.min(deprecatedAt, obsoleteAt);
}
