import { ChunkStoreError, newPackId, writeNote, type PackBackend } from '@ingot/chunk-store';
import type { ImageChange, ImageStore } from '../../images/index.ts';
import { createReconciler, type Reconciler, type WorkLog } from '../../jobs/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import { encodeLabel } from './label.ts';
import type { LabelStore } from './label-store.ts';

/** Labels written in one go, and how long one process has for them. */
const BATCH = 50;
const CLAIM = 5 * 60_000;
/** Between two looks for what has changed. */
const INTERVAL = 2000;
/** After the store could not be written. */
const PAUSE = 60_000;

export interface LabelParts {
  readonly images: Pick<ImageStore, 'imageFind' | 'changesClaim' | 'changeHeld' | 'changeDone'>;
  readonly labels: LabelStore;
  /** Packs of labels, apart from those of content. */
  readonly labelPacks: PackBackend;
  readonly projectName: (id: ProjectId) => Promise<string | null>;
  readonly clock: Clock;
  readonly log: WorkLog;
}

/**
 * Keeps a label of each content beside the packs, a moment after it has changed: nobody waits for it. A label that is
 * replaced, or whose image is given up for good, is deleted; what is noted before it is written is never forgotten, so
 * no label outlives its image.
 */
export function createLabelWriter(parts: LabelParts): Reconciler {
  let pauseUntil = 0;
  return createReconciler({
    name: 'labels of images',
    interval: INTERVAL,
    clock: parts.clock,
    log: parts.log,
    round: async (signal) => {
      if (parts.clock.now() < pauseUntil) return;
      try {
        await writeLabels(parts, signal);
      } catch (error) {
        if (!(error instanceof ChunkStoreError)) throw error;
        // What was taken is due again when the claim is over; nothing is lost.
        pauseUntil = parts.clock.now() + PAUSE;
        parts.log.warn({ err: error }, 'labels cannot be written now');
      }
    },
  });
}

/** Sees to all images that have changed. May be interrupted anywhere, and run by several processes at once. */
export async function writeLabels(parts: LabelParts, signal: AbortSignal): Promise<void> {
  const { images, clock } = parts;
  for (;;) {
    const now = clock.now();
    const changes = await images.changesClaim(now, now + CLAIM, BATCH);
    for (const change of changes) {
      if (signal.aborted) return;
      await labelAnew(parts, change);
    }
    if (changes.length < BATCH) return;
  }
}

async function labelAnew({ images, labels, labelPacks, projectName }: LabelParts, change: ImageChange): Promise<void> {
  const image = await images.imageFind(change.imageId);
  const text = image && encodeLabel(image, await projectName(image.ownerId));
  const pack = newPackId();
  if (text !== null) {
    await labels.labelAdd(pack, change.imageId);
    await writeNote(labelPacks, pack, text);
  }
  // Whoever has taken it over, or sees to what has changed since, deletes this one; it is not the last word.
  if (!(await images.changeHeld(change))) return;
  for (const old of await labels.labelsOf(change.imageId)) {
    if (old === pack) continue;
    await labelPacks.delete(old);
    await labels.labelForget(old);
  }
  await images.changeDone(change);
}
