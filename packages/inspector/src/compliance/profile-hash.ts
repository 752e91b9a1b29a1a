import { createHash } from 'node:crypto';
import type { Profile } from './profile.ts';

/** Names the rules of a profile, whatever its version says: SHA-256 in hex of its JSON with sorted keys. */
export function profileHash(profile: Profile): string {
  return createHash('sha256').update(JSON.stringify(profile, sortedKeys)).digest('hex');
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1)));
}
