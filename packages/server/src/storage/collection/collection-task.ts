import type { ChunkStore, CollectionReport, CompactionReport } from '@ingot/chunk-store';
import type { ImageContents } from '../integrity/damage.ts';
import type { MaintenanceTask } from '../maintenance-task.ts';
import type { CollectionFigures } from './collection-figures.ts';
import type { CompactionSettings } from './compaction-settings.ts';
import type { MaintenanceTotals } from './maintenance-totals.ts';
import { liveContents, type LiveContent, type PushedContents } from './live-contents.ts';

export interface CollectionParts {
  readonly chunks: ChunkStore;
  readonly contents: ImageContents;
  readonly pushed: PushedContents;
  readonly compaction: CompactionSettings;
  /** How long a deleted image can be restored, in milliseconds. */
  readonly trashRetention: number;
  readonly totals: MaintenanceTotals;
}

/** Lets the chunk store drop what nothing needs, and then use again what that leaves of packs. */
export function collectionTask(parts: CollectionParts): MaintenanceTask<'collection'> {
  const { chunks, contents, pushed, trashRetention, totals } = parts;
  const { rate, budget, deadShare } = parts.compaction;
  return {
    run: async ({ dryRun = false, removeStrangers = false }, { signal, tell }) => {
      const deletions: { first: number; last: number } = { first: Infinity, last: -Infinity };
      const deletedAt = (time: number): void => {
        deletions.first = Math.min(deletions.first, time);
        deletions.last = Math.max(deletions.last, time);
      };
      const figures = (
        { kept, damaged, ...report }: CollectionReport<LiveContent>,
        compaction: CompactionReport | null,
      ): CollectionFigures => ({
        ...report,
        kept: {
          content: kept['content'] ?? NOTHING,
          staged: kept['staged'] ?? NOTHING,
          trash: kept['trash'] ?? NOTHING,
        },
        trash:
          deletions.first === Infinity
            ? null
            : { firstPurge: deletions.first + trashRetention, lastPurge: deletions.last + trashRetention },
        damaged: damaged.map(({ tree, reason }) => ({ imageId: tree.imageId, place: tree.keptBy, reason })),
        compaction,
      });
      const collected = await chunks.collect(() => liveContents(contents, pushed, deletedAt), {
        dryRun,
        removeStrangers,
        signal,
        onProgress: (report) => tell(figures(report, null)),
      });
      const compaction = await chunks.compact({
        aim: { of: 'wasteful packs', deadShare },
        rate,
        budget,
        dryRun,
        signal,
        onProgress: (report) => tell(figures(collected, report)),
      });
      const last = figures(collected, compaction);
      if (!dryRun) totals.countCollection(last);
      return last;
    },
  };
}

const NOTHING = { chunks: 0, bytes: 0 };
