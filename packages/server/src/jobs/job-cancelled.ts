/** Thrown by the work of a job that nobody wants any more, once what it did is taken back: it has not failed. */
export class JobCancelled extends Error {
  override readonly name = 'JobCancelled';

  /** @param message closes the job; a sentence. */
  constructor(message = 'It was cancelled.') {
    super(message);
  }
}

/** Closes a job whose work had ended before the job ran. @throws JobCancelled where that was cancelled. */
export function endedBefore(wasCancelled: boolean): string {
  if (wasCancelled) throw new JobCancelled();
  return 'It is over.';
}
