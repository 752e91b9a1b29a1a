import type { ChunkStore } from '@ingot/chunk-store';
import { IngotError } from '../../kernel/errors.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { MaintenanceTask } from '../maintenance-task.ts';
import type { CompactionSettings } from './compaction-settings.ts';
import type { MaintenanceTotals } from './maintenance-totals.ts';

interface CompressionParts {
  readonly chunks: ChunkStore;
  readonly clock: Clock;
  readonly compaction: CompactionSettings;
  readonly totals: MaintenanceTotals;
}

/** Compresses, while nobody else uses the store, what came in plain because there was no time, and nobody reads. */
export function compressionTask({
  chunks,
  clock,
  compaction,
  totals,
}: CompressionParts): MaintenanceTask<'compression'> {
  const { compressionLevel: level, compressionAfter, compressionRate: rate } = compaction;
  return {
    run: async ({ unusedFor }, { signal, tell }) => {
      if (level === 0) throw new IngotError('conflict', 'Compression is turned off: store.compression-level is 0.');
      const unusedSince = clock.now() - (unusedFor === undefined ? compressionAfter : unusedFor * 1000);
      const aim = { of: 'cold packs', unusedSince, level } as const;
      const report = await chunks.compact({ aim, rate, signal, onProgress: tell });
      totals.countCompaction(report);
      return report;
    },
  };
}
