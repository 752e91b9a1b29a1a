import type { Image } from '@ingot/client';
import { propertyOf } from '../../images/image-queries.ts';
import type { Family } from './family-queries.ts';

/** What a version is to its family, the strongest word first. */
export const VERSION_STATES = [
  'pinned',
  'latest',
  'obsolete',
  'deprecated',
  'held',
  'unchecked',
  'superseded',
] as const;
export type VersionState = (typeof VERSION_STATES)[number];

/** @param now milliseconds since the epoch */
export function versionStateOf(image: Image, { latest, pinned }: Family, now: number): VersionState {
  if (latest?.id === image.id) return pinned ? 'pinned' : 'latest';
  if (isPast(propertyOf(image, 'ingot_obsolete_at'), now)) return 'obsolete';
  if (isPast(propertyOf(image, 'ingot_deprecated_at'), now)) return 'deprecated';
  const release = propertyOf(image, 'ingot_release');
  if (release === 'held' || release === 'unchecked') return release;
  return 'superseded';
}

function isPast(time: string | null, now: number): boolean {
  return time !== null && Date.parse(time) <= now;
}
