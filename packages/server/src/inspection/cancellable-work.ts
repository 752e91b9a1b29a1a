import { JobCancelled, type JobRun, type WorkLog } from '../jobs/index.ts';
import { IngotError } from '../kernel/errors.ts';
import type { JobId } from '../kernel/ids.ts';

/** Milliseconds until work notices that it was cancelled. */
const CANCEL_INTERVAL = 500;

export interface CancellableWork {
  readonly id: JobId;
  readonly cancelWanted: () => Promise<boolean>;
  /** Ends it without anything found. @param failure a sentence; null when it was cancelled. */
  readonly end: (failure: string | null) => Promise<void>;
  readonly log: WorkLog;
}

/**
 * Runs the work of a job that people may cancel, and writes down how it ends unless the process is stopping: then the job
 * is returned, and runs again.
 *
 * @param work resolves to the closing message; throws JobCancelled where it finds that nobody wants what it has found.
 * @throws JobCancelled; what `work` throws, once that is written down.
 */
export async function runCancellable(
  run: JobRun,
  cancellable: CancellableWork,
  work: (signal: AbortSignal) => Promise<string>,
): Promise<string> {
  const cancel = watchCancel(cancellable);
  try {
    return await work(AbortSignal.any([run.signal, cancel.signal]));
  } catch (error) {
    if (run.signal.aborted) throw error;
    if (cancel.signal.aborted || error instanceof JobCancelled) {
      await cancellable.end(null);
      throw new JobCancelled();
    }
    await cancellable.end(failureOf(error));
    throw error;
  } finally {
    cancel.stop();
  }
}

function watchCancel({ id, cancelWanted, log }: CancellableWork): { readonly signal: AbortSignal; stop(): void } {
  const cancel = new AbortController();
  const look = async (): Promise<void> => {
    try {
      if (await cancelWanted()) cancel.abort(new Error('it was cancelled'));
    } catch (error) {
      log.warn({ job: id, err: error }, 'it is not known whether a job was cancelled');
    }
  };
  const timer = setInterval(() => void look(), CANCEL_INTERVAL);
  void look();
  return { signal: cancel.signal, stop: () => clearInterval(timer) };
}

function failureOf(error: unknown): string {
  return error instanceof IngotError ? error.message : 'An internal error occurred; the log of the service has it.';
}
