import { createReconciler } from '../../jobs/index.ts';
import type { PublicationId } from '../../kernel/ids.ts';
import { deleteFiles } from '../delete-desktop-image.ts';
import { publicationJobKind } from '../publication-job.ts';
import type { Publication } from '../publication.ts';
import type { PublishingContext } from '../publishing-context.ts';
import { finish } from './finish.ts';
import { giveUp } from './publication-handler.ts';
import { undo } from './undo.ts';

/** What ends publications and deletions that were begun, without being asked. */
export interface PublishingWork {
  start(): void;
  /** Resolves when nothing runs any more. */
  stop(): Promise<void>;
}

const MINUTE = 60_000;
const BATCH = 100;
/** How long publications and their jobs are remembered, in milliseconds. */
const LIFETIME = 30 * 24 * 60 * MINUTE;

export function createPublishingWork(context: PublishingContext): PublishingWork {
  const { clock, log } = context;
  const reconciler = createReconciler({
    name: 'publishing',
    interval: MINUTE,
    round: () => settlePublishing(context),
    clock,
    log,
  });
  return { start: () => reconciler.start(), stop: () => reconciler.stop() };
}

/** One round: what nobody works on any more is ended, and what is old is forgotten. */
export async function settlePublishing(context: PublishingContext): Promise<void> {
  const { store, jobs, clock, log, host } = context;
  for (let after: PublicationId | null = null; ;) {
    const open = await store.publicationsOpen(after, BATCH);
    for (const publication of open) {
      try {
        await settle(context, publication);
      } catch (error) {
        // A pool may be out of reach for long; the others do not wait for it.
        log.warn({ publication: publication.id, err: error }, 'a publication cannot be ended yet');
      }
    }
    after = open.at(-1)?.id ?? null;
    if (open.length < BATCH) break;
  }
  for (const { id, updatedAt } of await store.desktopImagesDeleting(BATCH)) {
    // Somebody may be at it.
    if (updatedAt > clock.now() - MINUTE) continue;
    try {
      await deleteFiles(context, id);
    } catch (error) {
      log.warn({ image: id, err: error }, 'the files of a desktop image cannot be deleted yet');
    }
  }
  const before = clock.now() - LIFETIME;
  while ((await store.publicationsForget(before, BATCH)) === BATCH);
  while ((await jobs.jobForget(publicationJobKind(host), before, BATCH)) === BATCH);
}

async function settle(context: PublishingContext, publication: Publication): Promise<void> {
  const { id, task, state } = publication;
  const job = await context.jobs.jobFind(task);
  // Somebody is at it, or will be.
  if (job && !('finishedAt' in job.state)) return;
  if (state.status === 'undoing') return undo(context, id);
  if (state.status === 'finishing') return finish(context, id);
  await giveUp(context, id, { cancelled: false, failure: 'The work was lost.' });
}
