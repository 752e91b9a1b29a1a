import type { ChunkIdentity } from '../workers/protocol.ts';
import type { Slot } from '../workers/slot-pool.ts';

/** Chunks on their way, one after the other in the disk. */
export interface Making {
  readonly chunks: readonly {
    readonly length: number;
    /** Fills the slot. @returns null for zeros. @throws ChunkStoreError, DiskError `malformed` */
    readonly fill: (slot: Slot) => Promise<ChunkIdentity | null>;
  }[];
  /** What was begun is not to wait for more: there is no memory for that now, or nothing more comes. */
  readonly send?: () => void;
  /** Gives back what was taken for it, when each `fill` that was called has settled. */
  readonly end: () => Promise<void>;
}
