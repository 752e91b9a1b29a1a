import { ProgramError } from '@ingot/disk';
import { endedBefore, JobCancelled, type JobHandler } from '../../jobs/index.ts';
import { IngotError } from '../../kernel/errors.ts';
import type { PublicationId } from '../../kernel/ids.ts';
import { publicationIdOf } from '../publication-job.ts';
import type { PublishingContext } from '../publishing-context.ts';
import { finishAnyway } from './finish.ts';
import { NotWanted, PublicationRun } from './publication-run.ts';
import { publish } from './publish.saga.ts';
import { beginUndo, undo } from './undo.ts';

/** Runs publications of this host. Run again after an interruption, one goes on or goes on being undone. */
export function publicationHandler(context: PublishingContext): JobHandler {
  const { store, log } = context;
  return {
    maxAttempts: 5,
    run: async (job, jobRun) => {
      const id = publicationIdOf(job);
      const publication = await store.publicationFind(id);
      if (publication?.state.status === 'undoing') {
        await undo(context, id);
        throw endOf(publication.state);
      }
      if (publication?.state.status !== 'running' && publication?.state.status !== 'finishing') {
        return endedBefore(publication?.state.status === 'cancelled');
      }
      const run = new PublicationRun(context, id, jobRun);
      try {
        await publish(context, publication, run);
        return 'It is published.';
      } catch (error) {
        // The job is returned, and begins anew.
        if (jobRun.signal.aborted) throw error;
        const cancelled = error instanceof NotWanted;
        if (!cancelled) log.warn({ publication: id, err: error }, 'a publication failed');
        await giveUp(context, id, { cancelled, failure: cancelled ? 'It was cancelled.' : reasonOf(error) });
        throw cancelled ? new JobCancelled() : error;
      } finally {
        run.stop();
      }
    },
    gaveUp: (job, reason) => giveUp(context, publicationIdOf(job), { cancelled: false, failure: reason }),
  };
}

/** Takes a publication back, or forward where the image is active. What of that fails is tried again by `publishingWork`. */
export async function giveUp(
  context: PublishingContext,
  id: PublicationId,
  why: { readonly cancelled: boolean; readonly failure: string },
): Promise<void> {
  try {
    if (await beginUndo(context, id, why)) await undo(context, id);
    else await finishAnyway(context, id, why.failure);
  } catch (error) {
    context.log.warn({ publication: id, err: error }, 'a publication is taken back later');
  }
}

/** How the job of a publication ends that an earlier run of it could not make. */
function endOf({ cancelled, failure }: { readonly cancelled: boolean; readonly failure: string }): Error {
  return cancelled ? new JobCancelled() : new IngotError('unavailable', failure);
}

function reasonOf(error: unknown): string {
  if (error instanceof IngotError) return error.message;
  if (error instanceof ProgramError && error.code === 'missing-program') {
    return 'The host lacks qemu-img, by which files are verified; its administrator has to install it.';
  }
  return 'An internal error occurred; the log of the service has it.';
}
