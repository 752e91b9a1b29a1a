import type { PackEntry } from '../packs/pack-entry.ts';
import type { PackId } from '../packs/pack-id.ts';

/** A lease of kind ingest, which keeps what is adopted from a collection. */
interface AdoptionLease {
  readonly id: string;
  readonly epoch: number;
}

/** What brings the index in line with packs that are there, while nobody else uses the store. */
export interface RebuildIndex {
  /** Whether the index knows the pack as complete. */
  hasSealed(pack: PackId): Promise<boolean>;
  /**
   * Makes a sealed pack known that the index has no chunks of: one that it does not know, or takes for one that is still
   * being written. Chunks that are known already keep their place; quarantined ones are served again, from here.
   *
   * @returns false, and nothing has changed, for a pack that is known as sealed.
   */
  adoptPack(lease: AdoptionLease, pack: PackId, storedBytes: number, entries: readonly PackEntry[]): Promise<boolean>;
  /** Forgets a pack that is gone, with all its chunks. @returns how many. */
  forgetLostPack(pack: PackId): Promise<number>;
}
