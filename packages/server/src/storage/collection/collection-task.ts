import type { Amount, ChunkStore, CollectionReport, CompactionReport } from '@ingot/chunk-store';
import type { ImageContents } from '../integrity/damage.ts';
import type { MaintenanceTask } from '../maintenance-task.ts';
import type { CollectionFigures } from './collection-figures.ts';
import type { CompactionSettings } from './compaction-settings.ts';
import type { MaintenanceTotals } from './maintenance-totals.ts';
import { liveContents, type LiveContent, type PushedContents } from './live-contents.ts';
import { DISK_PLACES, type LiveDisk, type LiveDisks } from './live-disks.ts';

export interface CollectionParts {
  readonly chunks: ChunkStore;
  readonly contents: ImageContents;
  readonly pushed: PushedContents;
  readonly disks: LiveDisks;
  readonly compaction: CompactionSettings;
  /** How long a deleted image can be restored, in milliseconds. */
  readonly trashRetention: number;
  readonly totals: MaintenanceTotals;
}

/** Lets the chunk store drop what nothing needs, and then use again what that leaves of packs. */
export function collectionTask(parts: CollectionParts): MaintenanceTask<'collection'> {
  const { chunks, contents, pushed, disks, trashRetention, totals } = parts;
  const { rate, budget, deadShare } = parts.compaction;
  return {
    run: async ({ dryRun = false, removeStrangers = false }, { signal, tell }) => {
      const deletions: { first: number; last: number } = { first: Infinity, last: -Infinity };
      const deletedAt = (time: number): void => {
        deletions.first = Math.min(deletions.first, time);
        deletions.last = Math.max(deletions.last, time);
      };
      const liveTrees = async function* liveTrees(): AsyncGenerator<LiveContent | LiveDisk> {
        yield* liveContents(contents, pushed, deletedAt);
        // What goes from an image to a disk, or back, is held meanwhile.
        yield* disks();
      };
      const figures = (
        { kept, damaged, ...report }: CollectionReport<LiveContent | LiveDisk>,
        compaction: CompactionReport | null,
      ): CollectionFigures => ({
        ...report,
        kept: {
          content: kept['content'] ?? NOTHING,
          staged: kept['staged'] ?? NOTHING,
          trash: kept['trash'] ?? NOTHING,
          disks: sum(DISK_PLACES.map((place) => kept[place] ?? NOTHING)),
        },
        trash:
          deletions.first === Infinity
            ? null
            : { firstPurge: deletions.first + trashRetention, lastPurge: deletions.last + trashRetention },
        damaged: damaged.flatMap(({ tree, reason }) =>
          'imageId' in tree ? [{ imageId: tree.imageId, place: tree.keptBy, reason }] : [],
        ),
        damagedDisks: damaged.flatMap(({ tree, reason }) =>
          'id' in tree ? [{ id: tree.id, place: tree.keptBy, reason }] : [],
        ),
        compaction,
      });
      const collected = await chunks.collect(liveTrees, {
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

function sum(amounts: readonly Amount[]): Amount {
  return amounts.reduce(
    (all, { chunks, bytes }) => ({ chunks: all.chunks + chunks, bytes: all.bytes + bytes }),
    NOTHING,
  );
}
