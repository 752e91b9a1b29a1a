import type { PackId } from '../packs/pack-id.ts';

export const FINDING_KINDS = [
  /** The index knows the pack; it is not in the backend. */
  'pack-missing',
  /** The backend has the pack; the index does not know it. */
  'pack-unknown',
  /** Header, index or footer are not as they were written. What the database places in the pack is served nevertheless. */
  'pack-damaged',
  /** Database and pack do not agree. */
  'index-differs',
  /** Chunks that are served from the pack were damaged, and are quarantined. */
  'chunks-damaged',
  /** Damaged bytes that nothing is served from: what a collection has left, or a second copy. */
  'waste-damaged',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** Something that is wrong with a pack. */
export interface Finding {
  readonly pack: PackId;
  readonly kind: FindingKind;
  /** How many chunks it is about; 1 for the pack itself. */
  readonly count: number;
  /** A sentence for people. */
  readonly detail: string;
}
