import { ChunkStoreError, newPackId, writeNote, type PackBackend } from '@ingot/chunk-store';
import type { ImageStore, LabelChange } from '../../images/index.ts';
import { createReconciler, type Reconciler, type WorkLog } from '../../jobs/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import { encodeLabel } from './label.ts';
import type { LabelStore } from './label-store.ts';
import { parseSubject } from './label-subject.ts';
import type { SnapshotLabels } from './snapshot-labels.ts';

/** Labels written in one go, and how long one process has for them. */
const BATCH = 50;
const CLAIM = 5 * 60_000;
/** Between two looks for what has changed. */
const INTERVAL = 2000;
/** After the store could not be written. */
const PAUSE = 60_000;

export interface LabelParts {
  readonly images: Pick<ImageStore, 'imageFind' | 'changeAdd' | 'changesClaim' | 'changeHeld' | 'changeDone'>;
  readonly snapshotLabels: SnapshotLabels;
  readonly labels: LabelStore;
  /** Packs of labels, apart from those of content. */
  readonly labelPacks: PackBackend;
  readonly projectName: (id: ProjectId) => Promise<string | null>;
  readonly clock: Clock;
  readonly log: WorkLog;
}

/**
 * Keeps a label of each content beside the packs, a moment after it has changed: nobody waits for it. A label that is
 * replaced, or whose subject is given up for good, is deleted; what is noted before it is written is never forgotten, so
 * no label outlives its subject.
 */
export function createLabelWriter(parts: LabelParts): Reconciler {
  let pauseUntil = 0;
  return createReconciler({
    name: 'labels',
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

/** Sees to all that has changed. May be interrupted anywhere, and run by several processes at once. */
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

async function labelAnew(parts: LabelParts, change: LabelChange): Promise<void> {
  const { images, labels, labelPacks } = parts;
  const text = await labelOf(parts, change.subject);
  const pack = newPackId();
  if (text !== null) {
    await labels.labelAdd(pack, change.subject);
    await writeNote(labelPacks, pack, text);
  }
  // Whoever has taken it over, or sees to what has changed since, deletes this one; it is not the last word.
  if (!(await images.changeHeld(change))) return;
  for (const old of await labels.labelsOf(change.subject)) {
    if (old === pack) continue;
    await labelPacks.delete(old);
    await labels.labelForget(old);
  }
  await images.changeDone(change);
}

/** Null for what has no content to be labelled, or is gone. */
async function labelOf({ images, snapshotLabels, projectName }: LabelParts, text: string): Promise<string | null> {
  const subject = parseSubject(text);
  if (subject?.kind === 'snapshot') return snapshotLabels.labelOf(subject.id);
  const image = subject && (await images.imageFind(subject.id));
  return image && encodeLabel(image, await projectName(image.ownerId));
}
