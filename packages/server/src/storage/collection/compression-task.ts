import type { ChunkStore } from '@ingot/chunk-store';
import { IngotError } from '../../kernel/errors.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { MaintenanceTask } from '../maintenance-task.ts';
import type { CompactionSettings } from './compaction-settings.ts';

interface CompressionParts {
  readonly chunks: ChunkStore;
  readonly clock: Clock;
  readonly compaction: CompactionSettings;
}

/** Compresses, while nobody else uses the store, what came in plain because there was no time, and nobody reads. */
export function compressionTask({ chunks, clock, compaction }: CompressionParts): MaintenanceTask<'compression'> {
  const { compressionLevel: level, compressionAfter, compressionRate: rate } = compaction;
  return {
    run: async ({ unusedFor }, { signal, tell }) => {
      if (level === 0) throw new IngotError('conflict', 'Compression is turned off: store.compression-level is 0.');
      const unusedSince = clock.now() - (unusedFor === undefined ? compressionAfter : unusedFor * 1000);
      return chunks.compact({ aim: { of: 'cold packs', unusedSince, level }, rate, signal, onProgress: tell });
    },
  };
}
