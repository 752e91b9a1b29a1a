import type { PackBackend, PackId } from '@ingot/chunk-store';
import type { ImageStore } from '../../images/index.ts';
import type { LabelStore } from './label-store.ts';
import { readLabel } from './read-label.ts';

const LABELS_AT_A_TIME = 100;

interface CheckedLabels {
  readonly images: Pick<ImageStore, 'changeAdd'>;
  readonly labels: LabelStore;
  readonly labelPacks: PackBackend;
}

/** Reads every label, and has those written anew that are damaged or gone. @returns how many. */
export async function checkLabels(parts: CheckedLabels, signal: AbortSignal): Promise<number> {
  let damaged = 0;
  for (let after: PackId | null = null; ;) {
    const page = await parts.labels.labelList({ after, limit: LABELS_AT_A_TIME });
    for (const { pack, image } of page) {
      signal.throwIfAborted();
      if (typeof (await readLabel(parts.labelPacks, pack)) !== 'string') continue;
      // One that was replaced since it was listed is written once more: that costs nothing and spoils nothing.
      await parts.images.changeAdd(image);
      damaged += 1;
    }
    after = page.at(-1)?.pack ?? null;
    if (after === null) return damaged;
  }
}
