import type { ChunkStore, PackId } from '@ingot/chunk-store';
import { IngotError } from '../../kernel/errors.ts';
import type { MaintenanceTotals } from '../collection/maintenance-totals.ts';
import { writeLabels, type LabelParts } from '../labels/label-writer.ts';
import type { MaintenanceTask } from '../maintenance-task.ts';
import type { ResealFigures } from './reseal-figures.ts';

/** Packs as they lie in the store, below the sealing. */
export interface OldSeals {
  /** Whether a pack lies open, or under a key that is not the one that seals now. */
  isOld(pack: PackId): Promise<boolean>;
  /** How many do. @throws the signal's reason. */
  count(signal: AbortSignal): Promise<number>;
}

/** Those that hold content, and those of labels; null when nothing is sealed. */
export type OldSealsOf = { readonly packs: OldSeals; readonly labels: OldSeals } | null;

interface ResealParts extends LabelParts {
  readonly chunks: Pick<ChunkStore, 'compact'>;
  readonly oldSeals: OldSealsOf;
  readonly totals: MaintenanceTotals;
  /** Bytes read a second. */
  readonly rate: number;
}

const LABELS_AT_A_TIME = 100;

/**
 * Seals with the key that is the first one now what lies open or under another one: packs are rewritten as by a compaction,
 * labels written anew. What is left to do is seen from the packs themselves, so it may be stopped and begun again.
 *
 * Chunks that are damaged, and packs in which nothing is served any more, stay as they are: healing and collections see to
 * them.
 */
export function resealTask(parts: ResealParts): MaintenanceTask<'reseal'> {
  const { chunks, oldSeals, totals, rate } = parts;
  return {
    run: async (_options, { signal, tell }) => {
      if (!oldSeals) {
        throw new IngotError('conflict', 'There is no key to seal with: give store.encryption.key-files, and restart.');
      }
      let figures: ResealFigures = { phase: 'packs', rewriting: null, labels: 0, packsLeft: null, labelsLeft: null };
      const add = (more: Partial<ResealFigures>): void => {
        figures = { ...figures, ...more };
        tell(figures);
      };
      const choose = async (pack: PackId): Promise<boolean> => {
        signal.throwIfAborted();
        return oldSeals.packs.isOld(pack);
      };
      const aim = { of: 'chosen packs', choose } as const;
      const onProgress = (rewriting: ResealFigures['rewriting']): void => add({ rewriting });
      const rewriting = await chunks.compact({ aim, rate, signal, onProgress });
      totals.countCompaction(rewriting);
      add({ phase: 'labels', rewriting });
      add({ labels: await resealLabels(parts, oldSeals.labels, signal), phase: 'count' });
      const packsLeft = await oldSeals.packs.count(signal);
      const labelsLeft = await oldSeals.labels.count(signal);
      return { ...figures, phase: 'done', packsLeft, labelsLeft };
    },
  };
}

/** @returns how many were written anew. */
async function resealLabels(parts: ResealParts, seals: OldSeals, signal: AbortSignal): Promise<number> {
  let count = 0;
  for (let after: PackId | null = null; ;) {
    const page = await parts.labels.labelList({ after, limit: LABELS_AT_A_TIME });
    for (const { pack, subject } of page) {
      signal.throwIfAborted();
      if (!(await seals.isOld(pack))) continue;
      await parts.images.changeAdd(subject);
      count += 1;
    }
    await writeLabels(parts, signal);
    after = page.at(-1)?.pack ?? null;
    if (after === null) return count;
  }
}
