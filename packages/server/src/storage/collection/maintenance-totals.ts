import type { CompactionReport } from '@ingot/chunk-store';
import type { CollectionFigures } from './collection-figures.ts';

/** What runs that ended in this process have done since it started. */
export class MaintenanceTotals {
  /** Bytes that packs take less. */
  freedBytes = 0;
  rewrittenPacks = 0;
  /** Processor time of checking and compressing, in milliseconds. */
  cpu = 0;

  countCollection({ deletedPacks, compaction }: CollectionFigures): void {
    this.freedBytes += deletedPacks.bytes;
    if (compaction) this.countCompaction(compaction);
  }

  countCompaction({ freedBytes, rewrittenPacks, cpu }: CompactionReport): void {
    this.freedBytes += Math.max(0, freedBytes);
    this.rewrittenPacks += rewrittenPacks;
    this.cpu += cpu;
  }
}
