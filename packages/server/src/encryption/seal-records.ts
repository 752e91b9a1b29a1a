/** How packs were ever written: with the key of a fingerprint, or not sealed at all. */
export type SealName = string;
/** Of packs that are not sealed; no fingerprint looks like that. */
export const PLAIN_SEAL: SealName = 'plain';

/**
 * What this store's packs were ever sealed with, noted before the first one is: so a start with another key is known to
 * be a mistake without a look at every pack. All processes over one store share it.
 */
export interface SealRecords {
  all(): Promise<readonly SealName[]>;
  /** Known already is as good as added. */
  add(seal: SealName): Promise<void>;
  remove(seals: readonly SealName[]): Promise<void>;
}
