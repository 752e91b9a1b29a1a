/** How packs are rewritten. */
export interface CompactionSettings {
  /** Bytes read a second to use space again. */
  readonly rate: number;
  /** Bytes read at most in one run. */
  readonly budget: number;
  /** Least share of a pack that has to be dead, from 0 to 1. */
  readonly deadShare: number;
  /** zstd level that cold packs are compressed with; 0 leaves them as they are. */
  readonly compressionLevel: number;
  /** Milliseconds without a read after which a pack is cold. */
  readonly compressionAfter: number;
  /** Bytes read a second to compress them, while nobody else uses the store. */
  readonly compressionRate: number;
}
