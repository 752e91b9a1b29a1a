import type { PackBackend, PackId } from '@ingot/chunk-store';
import type { ImageStore } from '../../images/index.ts';
import { parseSnapshotId } from '../../kernel/ids.ts';
import type { LiveDisks } from '../collection/live-disks.ts';
import type { LabelStore } from './label-store.ts';
import { subjectOf } from './label-subject.ts';
import type { SnapshotLabels } from './snapshot-labels.ts';
import { readLabel } from './read-label.ts';

const LABELS_AT_A_TIME = 100;

interface CheckedLabels {
  readonly images: Pick<ImageStore, 'changeAdd'>;
  readonly snapshotLabels: SnapshotLabels;
  readonly disks: LiveDisks;
  readonly labels: LabelStore;
  readonly labelPacks: PackBackend;
}

/**
 * Reads every label, and has those written anew that are damaged or gone, and those of snapshots that were made before
 * there were any. @returns how many.
 */
export async function checkLabels(parts: CheckedLabels, signal: AbortSignal): Promise<number> {
  let damaged = 0;
  for (let after: PackId | null = null; ;) {
    const page = await parts.labels.labelList({ after, limit: LABELS_AT_A_TIME });
    for (const { pack, subject } of page) {
      signal.throwIfAborted();
      if (typeof (await readLabel(parts.labelPacks, parts.snapshotLabels, pack)) !== 'string') continue;
      // One that was replaced since it was listed is written once more: that costs nothing and spoils nothing.
      await parts.images.changeAdd(subject);
      damaged += 1;
    }
    after = page.at(-1)?.pack ?? null;
    if (after === null) return damaged + (await addMissing(parts, signal));
  }
}

async function addMissing({ images, labels, disks }: CheckedLabels, signal: AbortSignal): Promise<number> {
  let missing = 0;
  for await (const disk of disks()) {
    const id = disk.keptBy === 'snapshot' ? parseSnapshotId(disk.id) : null;
    if (id === null) continue;
    signal.throwIfAborted();
    const subject = subjectOf({ kind: 'snapshot', id });
    if ((await labels.labelsOf(subject)).length > 0) continue;
    await images.changeAdd(subject);
    missing += 1;
  }
  return missing;
}
