import { createHash } from 'node:crypto';
import { shown } from '../report/shown.ts';
import type { Evidence, Sight } from './result.ts';

/** Evidence of a sight. @param path a name out of the image, made visible here. @param detail no secret. */
export function sight(path: Buffer | string, what: Sight, detail: string | null = null): Evidence {
  return { path: shown(path), what, detail: detail === null ? null : shown(detail), digest: null };
}

/** Evidence of something in a file that was read. */
export function sightIn(path: Buffer | string, what: Sight, bytes: Buffer): Evidence {
  return { ...sight(path, what), digest: createHash('sha256').update(bytes).digest('hex').slice(0, 12) };
}
