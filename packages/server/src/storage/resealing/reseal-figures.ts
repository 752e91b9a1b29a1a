import type { CompactionReport } from '@ingot/chunk-store';

/** A resealing has no options: the settings say which key is the new one. */
export type ResealOptions = object;

export const RESEAL_PHASES = ['packs', 'labels', 'count', 'done'] as const;

/** What a resealing has done, and what is left. */
export interface ResealFigures {
  /** Packs are written anew first, then labels; then what is left is counted. */
  readonly phase: (typeof RESEAL_PHASES)[number];
  readonly rewriting: CompactionReport | null;
  /** Labels that were found under another key, and are written anew. */
  readonly labels: number;
  /** What lies open or under another key at the end; null before. With both at zero the other keys can be taken away. */
  readonly packsLeft: number | null;
  readonly labelsLeft: number | null;
}
